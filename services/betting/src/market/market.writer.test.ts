/** The time in which a settlement may be corrected, in the hours that the configuration says. */
import { expect, test } from '@jest/globals'
import { serviceContext } from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { marketId, open, second, settleAs } from '../testing/market-facts.ts'
import { createMarketWriter } from './market.writer.ts'

const HOUR = 3_600
/** A new one for each command, because each has a key of its own. */
const once = () => serviceContext('betting', { idempotencyKey: crypto.randomUUID() })

/** Settles a market as a success at 0 and corrects it so many seconds later. */
const correctedAfter = async (seconds: number) => {
  let at = 0
  const writer = createMarketWriter(new MemoryEventLog(() => new Date(second(at))), { reversalHours: 24 })
  await writer.step(open(), once())
  await writer.step(settleAs(['success'], at), once())
  at = seconds
  return writer.reverse({ marketId, winners: ['failure'], reason: 'The check was wrong.' }, once())
}

test('a settlement is corrected an hour later, and until a moment before 24 hours are over', async () => {
  for (const seconds of [HOUR, 24 * HOUR - 0.001])
    expect(await correctedAfter(seconds)).toMatchObject({ status: 'settled', winners: ['failure'] })
})

test('a settlement is final after 24 hours', async () => {
  await expect(correctedAfter(24 * HOUR)).rejects.toMatchObject({ reason: 'reversal-too-late' })
})
