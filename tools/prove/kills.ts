/** A proof by killing: something of the house dies again and again, at random moments under load, and bets are taken again each time. */
import { proof, repeatHarm, tryHouse, type Proof, type ProofTerms } from './proof.ts'
import type { Rig } from './rig/rig.ts'

export interface Killing extends Omit<ProofTerms<{ readonly kills: number; readonly clients: number }>, 'run'> {
  /** How long it lives before each kill. */
  readonly betweenMs: readonly [number, number]
  /** Resolves when what was killed is started again, or will be by whoever keeps it. */
  readonly kill: (rig: Rig) => Promise<void>
}

const ANSWERS_AFTER_EACH = 5

export const kills = ({ betweenMs, kill, ...told }: Killing): Proof =>
  proof({
    ...told,
    run: ({ kills: count, clients }, stage) =>
      tryHouse(stage, {
        clients,
        async harm(rig) {
          await repeatHarm(rig, { count, betweenMs, name: 'kill' }, async () => {
            await kill(rig)
            await rig.load.answers(ANSWERS_AFTER_EACH)
          })
          return { kills: count }
        },
      }),
  })
