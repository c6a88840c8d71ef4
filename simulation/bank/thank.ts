/** The reaction: whoever gets credits is thanked, once for each time, in the order in which they came. */
import { serviceContext, type Fact, type StoredEvent } from '@agent-arena/contracts'
import { handle, type EventLog, type Fold } from '@agent-arena/event-store'
import type { Reaction } from '@agent-arena/service-kit'
import type { AccountFact } from './account.ts'

export type Thanked = Fact<'Thanked', { readonly event: string; readonly position: number }>

/** How many letters somebody has got. */
const letters: Fold<Thanked, number> = { initialState: 0, evolve: (count) => count + 1 }

export const lettersOf = (purse: string) => purse.replace('purse', 'letters')

/** Its rule does not know repeats: that it happens once is what the key is for. */
const thank = async (log: EventLog, { id, position, stream }: StoredEvent): Promise<void> => {
  await handle<{ letters: number }, null>(log, {
    context: serviceContext('prompts', { idempotencyKey: `thank ${id}`, causationId: id }),
    places: { letters: { stream: lettersOf(stream), fold: letters } },
    decide: () => ({ letters: [{ type: 'Thanked', data: { event: id, position } }] }),
    answer: () => null,
    idempotency: { operation: 'thank', content: { event: id } },
  })
}

export const isThanked = ({ type }: Pick<AccountFact, 'type'>): boolean => type === 'Got'

export interface ThankOptions {
  readonly log: EventLog
  /** Whether it cannot be acted on at present. */
  readonly isPoison: (event: StoredEvent) => boolean
}

export const thankWhoGotCredits = ({ log, isPoison }: ThankOptions): Reaction => ({
  name: 'thank-who-got-credits',
  source: 'betting',
  react: (event) => {
    if (!isThanked(event as StoredEvent & AccountFact)) return []
    return [
      async () => {
        if (isPoison(event)) throw new Error('Nobody can read this.')
        await thank(log, event)
      },
    ]
  },
})
