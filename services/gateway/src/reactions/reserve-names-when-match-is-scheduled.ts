/** The contestants of a match keep their names from the audience. A single sandbox has no name, only a title that says what it is for. */
import type { RequestContext, SandboxServiceFact, Stored } from '@agent-arena/contracts'
import { handle, type EventLog } from '@agent-arena/event-store'
import type { Reaction } from '@agent-arena/service-kit'
import { nameDecider } from '../names/name.decider.ts'
import { nameFold, nameStream, type NameState } from '../names/name.state.ts'

interface Contestant {
  readonly sandboxId: string
  readonly name: string
}

const reserve = (log: EventLog, { sandboxId, name }: Contestant, context: RequestContext) =>
  handle<{ name: NameState }, null>(log, {
    context,
    places: { name: { stream: nameStream(name), fold: nameFold } },
    decide: (states, at) => ({ name: nameDecider.decide({ type: 'ReserveName', sandboxId, name, at }, states.name) }),
    answer: () => null,
  })

export const reserveNamesWhenMatchIsScheduled = (log: EventLog): Reaction => ({
  name: 'reserve-names-when-match-is-scheduled',
  source: 'sandbox',
  react: (event: Stored<SandboxServiceFact>) =>
    event.type === 'MatchScheduled'
      ? event.data.contestants.map((contestant) => (context) => reserve(log, contestant, context))
      : [],
})
