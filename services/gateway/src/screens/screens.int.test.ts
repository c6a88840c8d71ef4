/** Screens on a real socket: pushed by agents, looked at by everybody. */
import { screenSubject } from '@agent-arena/contracts'
import { eventually } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts'
import { JPEG } from '../testing/requests.ts'
import { sampleSandbox } from '../testing/samples.ts'

const sandbox = sampleSandbox('running')

let house: GatewayHouse
let token: string

beforeEach(async () => {
  house = await openGatewayHouse()
  house.services.sandboxes.set(sandbox.id, sandbox)
  token = await house.sandboxToken(sandbox.id)
})
afterEach(() => house.close())

const at = (path: string) => `${house.url}/api/v1/sandboxes/${sandbox.id}${path}`

const push = (body: Uint8Array<ArrayBuffer>, type = 'image/jpeg') =>
  fetch(at('/frames'), { method: 'POST', body, headers: { authorization: `Bearer ${token}`, 'content-type': type } })

const picture = (mark: number, bytes = 9) => {
  const jpeg = new Uint8Array(Math.max(bytes, JPEG.length)).fill(mark)
  jpeg.set(JPEG.subarray(0, 4))
  return jpeg
}

test('there is no picture until the first; then it is the latest, with an ETag', async () => {
  expect((await fetch(at('/screen'))).status).toBe(404)
  await push(picture(1))
  await push(picture(2))
  const answer = await fetch(at('/screen'))
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(picture(2))
  const again = await fetch(at('/screen'), { headers: { 'if-none-match': String(answer.headers.get('etag')) } })
  expect(again.status).toBe(304)
})

test('an agent is told to send more often while somebody looks', async () => {
  expect(await (await push(picture(1))).json()).toEqual({ watchers: 0, nextInMs: 5000 })
  await fetch(at('/screen'))
  expect(await (await push(picture(1))).json()).toEqual({ watchers: 1, nextInMs: 250 })
})

test('a motion picture begins with the latest and shows those that follow', async () => {
  await push(picture(1))
  const abort = new AbortController()
  const answer = await fetch(at('/screen/stream'), { signal: abort.signal })
  expect(answer.headers.get('content-type')).toContain('multipart/x-mixed-replace; boundary=')
  let bytes = Buffer.alloc(0)
  const reading = (async () => {
    for await (const chunk of answer.body ?? []) bytes = Buffer.concat([bytes, chunk])
  })().catch(() => undefined)
  await eventually(() => expect(bytes.includes(Buffer.from(picture(1)))).toBe(true))
  await push(picture(2))
  await eventually(() => expect(bytes.includes(Buffer.from(picture(2)))).toBe(true))
  expect(bytes.toString('latin1').match(/Content-Length: 9\r\n\r\n/g)).toHaveLength(2)
  abort.abort()
  await reading
  await eventually(async () => expect(await (await push(picture(3))).json()).toEqual({ watchers: 0, nextInMs: 5000 }))
})

test('a slow reader misses pictures and never makes the gateway keep them', async () => {
  const abort = new AbortController()
  const answer = await fetch(at('/screen/stream'), { signal: abort.signal })
  for (let mark = 1; mark <= 120; mark++) house.bus.publishLive(screenSubject(sandbox.id), picture(mark, 500_000))
  let marks = new Set<number>()
  const reading = (async () => {
    for await (const chunk of answer.body ?? []) marks = new Set([...marks, ...chunk.subarray(-1)])
  })().catch(() => undefined)
  await eventually(async () => {
    house.bus.publishLive(screenSubject(sandbox.id), picture(200))
    expect(marks.size).toBeGreaterThan(0)
  })
  abort.abort()
  await reading
  expect(marks.size).toBeLessThan(100)
})

test('what is no picture is refused', async () => {
  expect((await push(new Uint8Array([1, 2, 3]))).status).toBe(400)
  expect((await push(new Uint8Array())).status).toBe(400)
  expect((await push(picture(1), 'image/png')).status).toBe(415)
  expect((await push(picture(1, 2_000_000))).status).toBe(413)
})

test('only a running sandbox shows pictures', async () => {
  house.services.sandboxes.set(sandbox.id, { ...sandbox, status: 'ready' })
  const early = await push(picture(1))
  expect([early.status, await early.json()]).toEqual([409, expect.objectContaining({ reason: 'wrong-state' })])
  house.services.sandboxes.set(sandbox.id, { ...sandbox, status: 'succeeded' })
  await eventually(async () => {
    const late = await push(picture(1))
    expect([late.status, await late.json()]).toEqual([401, expect.objectContaining({ reason: 'sandbox-ended' })])
  })
})
