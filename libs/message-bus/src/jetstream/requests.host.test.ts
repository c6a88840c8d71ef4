/** Questions and answers over NATS: those that are too large, and those that are open when their own side closes. */
import { operation, serviceContext } from '@agent-arena/contracts'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { z } from 'zod'
import { serve } from '../message-bus.ts'
import { openLogOnNats, type LogOnNats } from '../testing/log-on-nats.ts'

let nats: LogOnNats

beforeEach(async () => {
  nats = await openLogOnNats()
})

afterEach(() => nats.close())

const echo = operation({
  name: 'echo',
  service: 'betting',
  kind: 'query',
  audience: 'service',
  summary: 'A text of some length, of that text’s length.',
  input: z.strictObject({ text: z.string(), times: z.int() }),
  output: z.object({ text: z.string() }),
})

test('an answer that is too large for a message arrives whole, a question is refused', async () => {
  nats.bus.serve(serve(echo, async ({ text, times }) => ({ text: text.repeat(times) })))
  const ask = (text: string, times: number) => nats.bus.request(echo, { text, times }, serviceContext('sandbox'))
  expect((await ask('für', 1_500_000)).text).toBe('für'.repeat(1_500_000))
  await expect(ask('x'.repeat(2_000_000), 1)).rejects.toMatchObject({ reason: 'too-large' })
})

test('a question that is open when its own side closes is answered: not available', async () => {
  const never = operation({ ...echo, name: 'never' })
  nats.bus.serve(serve(never, () => new Promise(() => undefined)))
  const asking = await nats.connectBus('asking')
  const answer = asking.request(never, { text: '', times: 1 }, serviceContext('sandbox'))
  const told = expect(answer).rejects.toMatchObject({ reason: 'unavailable' })
  await asking.close()
  await told
  await expect(asking.request(never, { text: '', times: 1 }, serviceContext('sandbox'))).rejects.toMatchObject({
    reason: 'unavailable',
  })
})
