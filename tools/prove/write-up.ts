/** docs/proofs: what each full run found, and the table of all of them by the questions that they answer. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import type { Counts, Proof } from './proof.ts'

const folder = join(import.meta.dirname, '../../docs/proofs')

export interface Finding {
  readonly name: string
  readonly title: string
  readonly question: string
  readonly date: string
  readonly commit: string
  readonly seed: number
  readonly counts: Counts
  readonly seconds: number
  readonly figures: Readonly<Record<string, number | string>>
}

const commit = () => execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()

const findings = (): readonly Finding[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Finding)

const number = new Intl.NumberFormat('en-US')

const cell = (value: number | string | undefined) => (typeof value === 'number' ? number.format(value) : (value ?? ''))

/** `stopSeconds` as `stop seconds`. */
const spaced = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const countsOf = ({ counts }: Finding) =>
  Object.entries(counts)
    .filter(([name]) => name !== 'clients')
    .map(([name, count]) => `${number.format(count)} ${spaced(name)}`)
    .join(', ')

const rowOf = (finding: Finding) => {
  const { question, name, figures } = finding
  const found = ['acknowledged', 'lost', 'doubled', 'gaps', 'seconds until no lag'].map((key) => cell(figures[key]))
  return `| ${[question, `[${name}](${name}.json): ${countsOf(finding)}`, ...found].join(' | ')} |`
}

const readme = (all: readonly Finding[]) => `# How do we know that nothing is lost?

By doing harm. Each run below starts the real services as processes on a durable Postgres and a nats-server, lets clients bet all the
time, does the harm at random moments of a seed, lets everything heal, and then asks every invariant: versions and positions without
gap (I1), every acknowledged bet stored exactly once (I2), the same key answered the same (I3), the bus a contiguous run of the log (I4),
every view and the feed equal to what their logs say (I5), the books at 0 (I6), no bet behind the lock of its market and none before one
that was answered before it was asked (I7), no reader behind after 30 seconds (I9). What is lost, doubled or a gap is what these checks
counted. Three are of another kind: the settlement settles random markets twice, by the product and by a reference that was written from
the rules; the model of betting plays random commands on a real log, and breaks them off; and the races run against a whole arena over
HTTP.

\`npm run prove -- <name> --full [--seed <n>]\` runs one of them again; without \`--full\` with small counts, as \`npm run test:host\` does.

| question | harm | bets acknowledged | lost | doubled | gaps | seconds until no lag |
| --- | --- | --- | --- | --- | --- | --- |
${all.map(rowOf).join('\n')}

This page is written by the runs.
`

/** As the formatter would have it, so that a run leaves nothing to mend. */
const write = async (file: string, text: string): Promise<void> => {
  const filepath = join(folder, file)
  writeFileSync(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }))
}

export const writeUp = async (proof: Proof, found: Pick<Finding, 'seed' | 'seconds' | 'figures'>): Promise<void> => {
  const { name, title, question, full: counts } = proof
  const finding: Finding = { name, title, question, date: new Date().toISOString(), commit: commit(), counts, ...found }
  mkdirSync(folder, { recursive: true })
  await write(`${name}.json`, JSON.stringify(finding))
  await write('README.md', readme(findings()))
}
