/** node --import ./tools/swc-hooks.mjs --conditions=source services/betting/src/testing/prove-settlement.ts [seed]: the proof in full. */
import process from 'node:process'
import { settlementProof } from './settlement-proof.ts'

const seed = Number(process.argv[2] ?? 1)
const begun = performance.now()
const stage = { seed, say: (sentence: string) => process.stderr.write(`${sentence}\n`) }
const { figures, violations } = await settlementProof.run(settlementProof.full, stage)
const lines = [
  `${settlementProof.title}: seed ${seed}, ${Math.round((performance.now() - begun) / 1000)} seconds`,
  ...Object.entries(figures).map(([name, count]) => `${name}: ${count.toLocaleString('en-US')}`),
  ...violations,
]
process.stdout.write(`${lines.join('\n')}\n`)
process.exitCode = violations.length === 0 ? 0 : 1
