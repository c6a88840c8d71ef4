/** Http checks ask real servers, and survive whatever these answer. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HttpCheck } from '@agent-arena/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { checkHttp } from './check-http.ts'

let server: Server
let url: string
const answers: Record<string, (authorization: string | undefined) => readonly [number, string]> = {
  '/order': () => [200, JSON.stringify({ placed: true, total: 18, at: '2026-01-01T12:00:00.000Z', items: [{ name: 'mug' }] })],
  '/gone': () => [410, ''],
  '/text': () => [200, 'not json'],
  '/long': () => [200, `"${'x'.repeat(2 * 1024 * 1024)}"`],
  '/secret': (authorization) => [authorization === 'Bearer key' ? 200 : 401, '{}'],
  '/moved': () => [302, ''],
}
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/never') return
    const [status, body] = answers[request.url ?? '']?.(request.headers.authorization) ?? [404, '']
    response.writeHead(status, status === 302 ? { location: '/order' } : {}).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const check = (path: string, more: object = {}, keys: readonly { url: string; key: string }[] = []) =>
  checkHttp(HttpCheck.parse({ kind: 'http', url: `${url}${path}`, ...more }), { keys })

test('is met by the status alone, or by a value at a path', async () => {
  expect(await check('/order')).toEqual({ met: true })
  expect(await check('/gone', { status: 410 })).toEqual({ met: true })
  expect(await check('/gone')).toEqual({ met: false })
  expect(await check('/order', { jsonPath: '$.placed', equals: true })).toEqual({ met: true })
  expect(await check('/order', { jsonPath: '$.items[0].name', equals: 'mug' })).toEqual({ met: true })
  expect(await check('/order', { jsonPath: '$.total', equals: '18' })).toEqual({ met: false })
  expect(await check('/order', { jsonPath: '$.missing' })).toEqual({ met: false })
})

test('takes the site’s own record of the time', async () =>
  expect(await check('/order', { jsonPath: '$.placed', equals: true, evidenceAt: '$.at' })).toEqual({
    met: true,
    recordedAt: '2026-01-01T12:00:00.000Z',
  }))

test('follows no redirect', async () => expect(await check('/moved')).toEqual({ met: false }))

test('is not met, and says why, when nobody can look', async () => {
  expect(await check('/text', { jsonPath: '$.placed' })).toMatchObject({ met: false, error: expect.stringContaining('JSON') })
  expect(await check('/long', { jsonPath: '$' })).toMatchObject({ met: false, error: expect.stringContaining('1 MiB') })
  expect(await checkHttp(HttpCheck.parse({ kind: 'http', url: 'http://127.0.0.1:1/' }), { keys: [] })).toMatchObject({
    met: false,
    error: expect.any(String),
  })
})

test('gives up on a site that does not answer', async () =>
  expect(await check('/never')).toMatchObject({ met: false, error: expect.any(String) }))

test('shows a key only to the site that it belongs to', async () => {
  expect(await check('/secret', {}, [{ url, key: 'key' }])).toEqual({ met: true })
  expect(await check('/secret', {}, [{ url: `${url}1`, key: 'key' }])).toEqual({ met: false })
  expect(await check('/secret')).toEqual({ met: false })
})
