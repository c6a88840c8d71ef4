/** A proof: what it asks, how often it does harm, and how a house under load comes out of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { check, wordsOf } from './checks/checks.ts'
import { joined, type Verdict } from './checks/verdict.ts'
import { openRig, type Rig, type RigOptions, type Stage } from './rig/rig.ts'

export type Counts = Readonly<Record<string, number>>

/** What a proof is told as; its counts have names of their own, which only its `run` looks into. */
export interface ProofTerms<C extends Counts> {
  /** Kebab-case, as on the command line. */
  readonly name: string
  readonly title: string
  /** What people ask, answered by the figures. */
  readonly question: string
  readonly full: C
  readonly small: C
  readonly run: (counts: C, stage: Stage) => Promise<Verdict>
}

/** Runs with its own full or small counts, so that nobody hands it those of another one. */
export interface Proof extends Omit<ProofTerms<Counts>, 'run'> {
  run(size: 'full' | 'small', stage: Stage): Promise<Verdict>
}

export const proof = <C extends Counts>({ run, ...told }: ProofTerms<C>): Proof => ({
  ...told,
  run: (size, stage) => run(told[size], stage),
})

export interface Trial extends Omit<RigOptions, keyof Stage> {
  /** Does the harm under load; what it counts joins the figures. */
  harm(rig: Rig): Promise<Readonly<Record<string, number>>>
}

const WARM_UP_BETS = 20

const tenths = (ms: number) => Math.round(ms / 100) / 10

const figuresOf = ({ load, ends }: Rig): Readonly<Record<string, number>> => ({
  acknowledged: load.acknowledged.length,
  refused: load.refused.length,
  'questions asked': load.asks,
  'questions without an answer in time': load.late,
  'longest silence in seconds': tenths(load.longestSilenceMs),
  'services that ended by themselves': ends.length,
})

const harmAndHeal = async (rig: Rig, { harm }: Trial): Promise<Verdict> => {
  await rig.load.start()
  await rig.load.answers(WARM_UP_BETS)
  const harmed = await harm(rig)
  const since = performance.now()
  await Promise.all([rig.load.stop(), rig.runs.stop()])
  const told = figuresOf(rig)
  rig.say('The faults are over; the invariants are checked …')
  return joined([{ figures: { ...harmed, ...told }, violations: [] }, await check(rig, since)])
}

/** A house under load, harmed, healed and looked at. What is thrown on the way is a violation as well: something hung or broke. */
export const tryHouse = async (stage: Stage, trial: Trial): Promise<Verdict> => {
  const { harm: _harm, ...house } = trial
  const rig = await openRig({ ...stage, ...house })
  try {
    return await harmAndHeal(rig, trial)
  } catch (error) {
    return { figures: figuresOf(rig), violations: [wordsOf(error)] }
  } finally {
    await rig.close()
  }
}

/** Repeats harm at moments of chance. */
export const repeatHarm = async (
  { random, say }: Rig,
  { count, betweenMs, name }: { readonly count: number; readonly betweenMs: readonly [number, number]; readonly name: string },
  once: (turn: number) => Promise<void>,
): Promise<void> => {
  for (let turn = 1; turn <= count; turn++) {
    await sleep(random.between(...betweenMs))
    await once(turn)
    say(`${name} ${turn} of ${count}`)
  }
}
