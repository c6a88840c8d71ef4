/** The event queue against the door at the wire: whatever happens between them, every event arrives once and in order. */
import { expect, test } from '@jest/globals'
import { isRejection } from '@agent-arena/contracts'
import { DoorDouble, TOKEN } from '../testing/door-double.ts'
import { EventQueue } from './event-queue.ts'
import { SandboxDoor } from './sandbox-door.ts'

const queueTo = (double: DoorDouble, lastSeq = 0) => {
  const door = new SandboxDoor({ arenaUrl: double.url, sandboxId: double.sandboxId, token: TOKEN })
  const stop = new AbortController()
  const refusals: unknown[] = []
  const warnings: string[] = []
  const queue = new EventQueue({
    push: (events) => door.pushEvents(events),
    lastSeq,
    signal: stop.signal,
    warn: (message) => warnings.push(message),
    pauseMs: 1,
    onRefused: (error) => refusals.push(error),
  })
  const say = (...texts: readonly string[]) => {
    for (const text of texts) queue.add({ type: 'reasoning', payload: { text } })
  }
  return { queue, say, refusals, warnings, stop }
}

const texts = ({ events }: DoorDouble) => events.map(({ payload }) => ('text' in payload ? payload.text : ''))
const numbers = ({ events }: DoorDouble) => events.map(({ seq }) => seq)
const upTo = (count: number) => Array.from({ length: count }, (_, at) => `thought ${at + 1}`)

test('sends everything in order, one request at a time', async () => {
  await using double = await new DoorDouble().open()
  const { queue, say } = queueTo(double)
  say(...upTo(75))
  await queue.flushed()
  expect(texts(double)).toEqual(upTo(75))
  expect(double.mostAtOnce).toBe(1)
  expect(queue.waiting).toBe(0)
})

test('numbers events on from those that are recorded already', async () => {
  await using double = await new DoorDouble().open()
  const first = queueTo(double)
  first.say('before the restart')
  await first.queue.flushed()
  const second = queueTo(double, 1)
  second.say('after it')
  await second.queue.flushed()
  expect(numbers(double)).toEqual([1, 2])
})

test('loses nothing when the arena is away for a while', async () => {
  await using double = await new DoorDouble().open()
  double.faults = [503, 'cut', 503, 500, 'cut']
  const { queue, say, warnings } = queueTo(double)
  say(...upTo(30))
  await queue.flushed()
  expect(texts(double)).toEqual(upTo(30))
  expect(warnings).toHaveLength(5)
})

test('repeats a batch unchanged when only its answer was lost', async () => {
  await using double = await new DoorDouble().open()
  double.faults = ['cut-after']
  const { queue, say } = queueTo(double)
  say('one')
  say('two', 'three')
  await queue.flushed()
  expect(texts(double)).toEqual(['one', 'two', 'three'])
  expect(double.duplicates).toBeGreaterThan(0)
})

test('stops for good when the sandbox has ended', async () => {
  await using double = await new DoorDouble().open()
  double.ended = true
  const { queue, say, refusals } = queueTo(double)
  say('too late')
  await queue.flushed()
  say('later still')
  await queue.flushed()
  expect(double.events).toEqual([])
  expect(refusals).toHaveLength(1)
  expect(isRejection(refusals[0]) && refusals[0].reason).toBe('sandbox-ended')
})

test('stops trying when the runner must stop', async () => {
  await using double = await new DoorDouble().open()
  double.faults = Array.from({ length: 1000 }, () => 503)
  const { queue, say, stop } = queueTo(double)
  say('unheard')
  setTimeout(() => stop.abort(), 20)
  await queue.flushed()
  expect(double.events).toEqual([])
})

test('takes nothing more once the runner must stop', async () => {
  await using double = await new DoorDouble().open()
  const { queue, say, stop } = queueTo(double)
  say('before')
  stop.abort()
  say('after')
  await queue.flushed()
  expect(texts(double)).toEqual(['before'])
})
