/** Poison of every kind under load: what cannot be acted on is parked with its stream alone, and everything else goes on. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fact } from '@agent-arena/contracts'
import { askToRetry, listParkedStreams } from '@agent-arena/service-kit'
import { newRun, progressed, requested, started } from '../../../services/betting/src/testing/runs.ts'
import { headsOf, untilNoLag } from '../checks/lag.ts'
import { none, Violation } from '../checks/violation.ts'
import { sendMalformed } from '../rig/malformed.ts'
import { plantReaction, type Fault, type PlantedReaction } from '../rig/planted-reaction.ts'
import type { Rig } from '../rig/rig.ts'
import { proof, tryHouse } from '../proof.ts'

const PATIENCE_MS = 30_000
/** Each stream is tried five times within some two seconds, one after the other. */
const RETRIES_MS = 120_000
const FAULTS: readonly Fault[] = ['throws', 'hangs']
const LATER_FACTS = 4

/** An event of a type that no build knows stands in a stream that everybody follows. */
const unknownFact = { type: 'SandboxTeleported', data: { to: 'elsewhere' } } as unknown as Fact

/** Its start has no time, so betting cannot compute when its market locks; what follows has to wait behind it. */
const poisonBetting = async ({ sandbox }: Rig): Promise<string> => {
  const run = newRun()
  const stream = `sandbox-${run.sandboxId}`
  await sandbox.tellIn(stream, requested(run), started(run), unknownFact)
  const [broken, good] = [newRun(), newRun()].map((other) => ({ ...other, sandboxId: run.sandboxId }))
  if (!broken || !good) throw new TypeError('There are two runs.')
  const begun = started(broken)
  await sandbox.tellIn(stream, requested(broken), { ...begun, data: { ...begun.data, startedAt: 'never' } } as Fact)
  for (let count = 0; count < LATER_FACTS; count++) await sandbox.tellIn(stream, progressed(run, 10 + count))
  return stream
}

const poisonPlanted = async ({ sandbox }: Rig, planted: PlantedReaction, fault: Fault): Promise<string> => {
  const stream = `planted-${crypto.randomUUID()}`
  planted.plant(stream, fault)
  for (let count = 0; count <= LATER_FACTS; count++) await sandbox.tellIn(stream, unknownFact)
  return stream
}

const parkedInBetting = async ({ pools }: Rig) => (await listParkedStreams(pools.betting)).map(({ stream }) => stream)

const sameStreams = (who: string, expected: readonly string[], found: readonly string[]) => {
  none(
    'I11',
    `streams that ${who} did not park`,
    expected.filter((stream) => !found.includes(stream)),
  )
  none(
    'I11',
    `streams that ${who} parked although nothing is wrong with them`,
    found.filter((stream) => !expected.includes(stream)),
  )
}

/** The planted reaction has acted or parked up to the end of the log, each stream in order, and each parked one not at all. */
const untilCaughtUp = async ({ pools }: Rig, planted: PlantedReaction, isOver: () => Promise<boolean>): Promise<void> => {
  const { rows } = await pools.sandbox.query<{ position: string }>('select position from head')
  for (const end = performance.now() + PATIENCE_MS; ; await sleep(100)) {
    if ((await planted.position()) >= Number(rows[0]?.position) && (await isOver())) return
    if (performance.now() > end) throw new Violation('I11', `the planted reaction stands still at ${await planted.position()}`)
  }
}

/** After the mend every event was acted on, in the order of its stream. */
const checkWhole = async ({ pools }: Rig, planted: PlantedReaction): Promise<void> => {
  const end = await planted.position()
  const acted = await planted.acted()
  const { rows } = await pools.sandbox.query<{ stream: string; positions: readonly number[] }>(
    'select stream, json_agg(position order by version) as positions from events where position <= $1 group by stream',
    [end],
  )
  const wrong = rows
    .map((row) => ({ ...row, acted: acted.get(row.stream) ?? [] }))
    .filter((row) => String(row.acted) !== String(row.positions))
  none('I11', 'streams that are not whole or not in order after the retry', wrong)
}

/** What stays poisoned stays parked when it is tried again. */
const retryInBetting = async (rig: Rig, streams: readonly string[]): Promise<void> => {
  await askToRetry(rig.pools.betting, 'all')
  const asked = async () => (await listParkedStreams(rig.pools.betting)).some(({ isAsked }) => isAsked)
  for (const end = performance.now() + RETRIES_MS; await asked(); await sleep(100))
    if (performance.now() > end) throw new Violation('I11', 'betting does not try again what it was asked to')
  sameStreams('betting', streams, await parkedInBetting(rig))
}

const poisonAll = async (rig: Rig, { malformed, streams }: { malformed: number; streams: number }, planted: PlantedReaction) => {
  const [inBetting, inPlanted]: [string[], string[]] = [[], []]
  for (let turn = 0; turn < streams; turn++) {
    for (let count = 0; count < malformed / streams; count++)
      sendMalformed(rig.connection, rig.random, rig.random.pick(['betting', 'sandbox', 'insights']))
    inBetting.push(await poisonBetting(rig))
    for (const fault of FAULTS) inPlanted.push(await poisonPlanted(rig, planted, fault))
    await sleep(rig.random.between(100, 400))
    rig.say(`poison ${turn + 1} of ${streams}`)
  }
  return { inBetting, inPlanted }
}

const harm = async (rig: Rig, counts: { malformed: number; streams: number }): Promise<Readonly<Record<string, number>>> => {
  const planted = await plantReaction(rig)
  try {
    const { inBetting, inPlanted } = await poisonAll(rig, counts, planted)
    await untilCaughtUp(rig, planted, async () => (await planted.parkedStreams()).length >= inPlanted.length)
    sameStreams('the planted reaction', inPlanted, await planted.parkedStreams())
    const seconds = await untilNoLag(rig, PATIENCE_MS, { heads: await headsOf(rig.pools) })
    sameStreams('betting', inBetting, await parkedInBetting(rig))
    await rig.load.answers(20)
    const letters = await planted.deadLetters()
    await planted.mend()
    await untilCaughtUp(rig, planted, async () => (await planted.deadLetters()) === 0)
    await checkWhole(rig, planted)
    await retryInBetting(rig, inBetting)
    return {
      'malformed messages': counts.malformed,
      'parked streams': inBetting.length + inPlanted.length,
      'parked events that were retried': letters,
      'seconds until nothing else was behind': seconds,
    }
  } finally {
    await planted.close()
  }
}

export const poison = proof({
  name: 'poison',
  title: 'Malformed messages, unknown types, handlers that throw or hang',
  question: 'Can one poisoned event stop everything?',
  full: { malformed: 1000, streams: 20, clients: 24 },
  small: { malformed: 20, streams: 1, clients: 8 },
  run: (counts, stage) => tryHouse(stage, { clients: counts.clients, harm: (rig) => harm(rig, counts) }),
})
