/** The races of the end-to-end suite against the built arena over HTTP, with full counts, and what they counted. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { raceCounts } from '../../../apps/arena/src/testing/race-counts.ts'
import type { Verdict } from '../checks/verdict.ts'
import type { Proof } from '../proof.ts'
import type { Ground } from '../rig/ground.ts'

const root = join(import.meta.dirname, '../../..')

type Size = Parameters<Proof['run']>[0]

interface RaceResult {
  readonly status: string
  readonly title: string
  readonly failureMessages: readonly string[]
}

/** What Jest writes about a run, as far as it is read here. */
interface Report {
  readonly testResults: readonly {
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly RaceResult[]
  }[]
}

const filesIn = ({ folder }: Ground) => ({
  log: join(folder, 'races.log'),
  report: join(folder, 'races.json'),
  figures: join(folder, 'races-figures.jsonl'),
})

/** Resolves when all have been run. */
const runRaces = async (size: Size, ground: Ground): Promise<void> => {
  const { log, report, figures } = filesIn(ground)
  await using output = await open(log, 'a')
  const args = ['tools/test.mjs', '--level', 'e2e', 'races\\.e2e', '--json', `--outputFile=${report}`]
  const env = { ...process.env, RACES: size, RACES_FIGURES: figures }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', output.fd, output.fd] })
  const kill = () => void child.kill('SIGTERM')
  ground.atInterrupt.add(kill)
  await once(child, 'close')
  ground.atInterrupt.delete(kill)
}

/** A file may fail beside its tests: when it cannot be loaded, or when its arena does not end. */
const violationsOf = ({ testResults }: Report): readonly string[] =>
  testResults.flatMap(({ status, message, assertionResults }) => {
    const failed = assertionResults.filter((race) => race.status !== 'passed')
    if (failed.length === 0 && status !== 'passed') return [message]
    return failed.map(({ title, failureMessages }) => `${title}: ${failureMessages.join('\n')}`)
  })

const verdictOf = async (ground: Ground): Promise<Verdict> => {
  const { log, report, figures } = filesIn(ground)
  if (!existsSync(report)) return { figures: {}, violations: [`The races did not run; why is in ${log}.`] }
  const told = JSON.parse(await readFile(report, 'utf8')) as Report
  const lines = existsSync(figures) ? (await readFile(figures, 'utf8')).trim().split('\n') : []
  const races = told.testResults.reduce((sum, { assertionResults }) => sum + assertionResults.length, 0)
  return {
    figures: Object.assign({ races }, ...lines.map((line) => JSON.parse(line) as object)) as Verdict['figures'],
    violations: violationsOf(told),
  }
}

/** It harms nobody's house but its own: the arenas that the suite starts. */
export const races: Proof = {
  name: 'races',
  title: 'Who comes first is decided by chance, over HTTP, in a whole arena',
  question: 'What if many want the same at once?',
  ...raceCounts,
  run: async (size, { ground, say }) => {
    say('The races run …')
    await runRaces(size, ground)
    return verdictOf(ground)
  },
}
