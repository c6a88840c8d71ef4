/** node --import ./tools/swc-hooks.mjs --conditions=source services/betting/src/testing/prove-settlement.ts [seed]: the proof in full. */
import process from 'node:process'
import { settlementProof } from './settlement-proof.ts'

const seed = Number(process.argv[2] ?? 1)
const begun = performance.now()
const stage = { seed, say: (sentence: string) => process.stderr.write(`${sentence}\n`) }
const { figures, violations } = await settlementProof.run(settlementProof.full, stage)
console.log(`${settlementProof.title}: seed ${seed}, ${Math.round((performance.now() - begun) / 1000)} seconds`)
console.table(figures)
for (const violation of violations) console.error(violation)
process.exitCode = violations.length === 0 ? 0 : 1
