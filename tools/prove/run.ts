/** npm run prove -- <name …|all> [--full] [--seed <n>]: does harm to a house under load and asks every invariant afterwards. */
import { parseArgs } from 'node:util'
import { proofs } from './proofs/index.ts'
import type { Proof } from './proof.ts'
import { Ground } from './rig/ground.ts'
import { writeUp } from './write-up.ts'

const usage = `npm run prove -- <name …|all> [--full] [--seed <whole number>], with: ${proofs.map(({ name }) => name).join(', ')}`

const asked = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        full: { type: 'boolean', default: false },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    console.error(`${error.message}\n${usage}`)
    process.exit(2)
  }
}

const { values, positionals } = asked()

const chosen = positionals.includes('all') ? proofs : proofs.filter(({ name }) => positionals.includes(name))
const unknown = positionals.filter((name) => name !== 'all' && !proofs.some((proof) => proof.name === name))
const seed = Number(values.seed)

const prove = async (proof: Proof): Promise<boolean> => {
  const begun = performance.now()
  const say = (sentence: string) =>
    process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${sentence}\n`)
  console.log(`\n${proof.name}: ${proof.title} (${values.full ? 'full' : 'small'} counts, seed ${seed})`)
  await using ground = await Ground.open()
  const interrupt = () => {
    ground.abandon()
    process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal).once(signal, interrupt)
  const { figures, violations } = await proof.run(values.full ? 'full' : 'small', { ground, seed, say })
  console.table(figures)
  for (const violation of violations) console.error(`VIOLATED ${violation}`)
  if (violations.length > 0) {
    ground.keeps = true
    console.error(`What the services said is in ${ground.folder}.`)
    return false
  }
  if (values.full) await writeUp(proof, { seed, seconds: Math.round((performance.now() - begun) / 1000), figures })
  return true
}

if (values.help) {
  console.log(usage)
} else if (chosen.length === 0 || unknown.length > 0 || !Number.isSafeInteger(seed)) {
  const wrong = unknown.map((name) => `There is no proof ${name}.\n`).join('')
  console.error(`${wrong}${usage}`)
  process.exitCode = 2
} else {
  let whole = true
  for (const proof of chosen) whole = (await prove(proof)) && whole
  process.exitCode = whole ? 0 : 1
}
