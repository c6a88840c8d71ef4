/** A view is rebuilt under load, and the process that rebuilds it is killed again and again. */
import { proof } from '../proof.ts'
import { wordsOf } from '../checks/checks.ts'
import { joined } from '../checks/verdict.ts'
import { proveRebuild } from '../rebuild.ts'

export const rebuild = proof({
  name: 'rebuild',
  title: 'A rebuild of a view is killed under load',
  question: 'Can a view be built anew while people read it, and what if that is interrupted?',
  full: { events: 200_000, kills: 5 },
  small: { events: 4000, kills: 2 },
  async run(counts, { ground, say }) {
    say(`${counts.events} events are written first …`)
    try {
      const { content, verdict, ...figures } = await proveRebuild(await ground.database(), counts)
      return joined([{ figures: { ...figures, 'rows and hashes': content }, violations: [] }, verdict])
    } catch (error) {
      return { figures: {}, violations: [wordsOf(error)] }
    }
  },
})
