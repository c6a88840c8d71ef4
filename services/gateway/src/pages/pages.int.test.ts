/** The pages on a real socket: the web app, the API document, and what browsers are told about both. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts'

const ORIGIN = 'https://pages.example'

let built: GatewayHouse
let bare: GatewayHouse
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arena-web-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>The app</title>')
  await writeFile(join(folder, 'assets/app-1a2b3c.js'), 'export {}')
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  built = await openGatewayHouse({ webRoot: folder, allowedOrigins: [ORIGIN] })
  bare = await openGatewayHouse()
})
afterAll(async () => {
  await built.close()
  await bare.close()
  await rm(folder, { recursive: true })
})

const get = async (path: string, headers: Record<string, string> = { accept: 'text/html' }, house = built) => {
  const answer = await fetch(`${house.url}${path}`, { headers })
  return { status: answer.status, type: answer.headers.get('content-type'), headers: answer.headers, text: await answer.text() }
}

test('every address that a browser asks for is the one page, which is asked for again each time', async () => {
  for (const path of [
    '/',
    '/index.html',
    '/matches/mat_1',
    '/sandboxes/sbx_1.x',
    '/wallet?tab=bets',
    '/leaderboards',
    '/operations',
    '/wallet/x',
    '/sandboxes/%',
    '/sandboxes/%F0?tab=%',
  ]) {
    const { status, type, text, headers } = await get(path)
    expect([path, status, type]).toEqual([path, 200, 'text/html; charset=utf-8'])
    expect(text).toContain('The app')
    expect(headers.get('cache-control')).toBe('no-cache')
  }
})

test('who asks for anything gets the page at the addresses of pages', async () => {
  for (const path of ['/', '/matches/mat_1', '/wallet', '/wallet/x', '/leaderboards', '/operations'])
    expect([path, (await get(path, { accept: '*/*' })).text]).toEqual([path, expect.stringContaining('The app')])
})

test('files with a digest in their name are kept for good, others are asked for again', async () => {
  const script = await get('/assets/app-1a2b3c.js', {})
  expect([script.status, script.type, script.headers.get('cache-control')]).toEqual([
    200,
    expect.stringContaining('javascript'),
    'public, max-age=31536000, immutable',
  ])
  expect((await get('/favicon.svg', {})).headers.get('cache-control')).toBe('no-cache')
})

test('files that are not there are 404, not the page', async () => {
  for (const [path, accept] of [
    ['/assets/gone.js', '*/*'],
    ['/assets/gone.js', 'text/html'],
    ['/gone.png', 'image/png,*/*'],
    ['/matches/mat_1', 'application/json'],
  ] as const)
    expect([path, (await get(path, { accept })).status]).toEqual([path, 404])
})

test('nothing outside the folder is served', async () => {
  for (const path of ['/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2f..%2fetc/passwd'])
    expect((await get(path)).text).not.toContain('root:')
})

test('without a built app there is a plain page that says so', async () => {
  const { status, text } = await get('/', { accept: 'text/html' }, bare)
  expect(status).toBe(200)
  expect(text).toContain('npm run build')
})

test('pages may load only from here, and nobody may frame them', async () => {
  for (const path of ['/', '/api/docs']) {
    const { headers } = await get(path)
    const policy = String(headers.get('content-security-policy'))
    for (const part of ["default-src 'self'", "img-src 'self' blob: data:", "connect-src 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(part)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
  }
})

test('the API document and its viewer come from here alone', async () => {
  const document = await get('/api/openapi.json', {})
  expect(JSON.parse(document.text)).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) })
  const page = await get('/api/docs')
  expect(page.status).toBe(200)
  for (const [, address] of page.text.matchAll(/(?:src|href)="([^"]+)"/g))
    expect([address, (await get(String(address), {})).status]).toEqual([address, 200])
  expect(page.text).not.toMatch(/https?:\/\//)
})

test('front ends elsewhere may ask where they are allowed, also by stream', async () => {
  const preflight = await fetch(`${built.url}/api/v1/session`, {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  })
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, ORIGIN])
  const abort = new AbortController()
  for (const path of ['/api/v1/matches', '/api/v1/stream']) {
    const answer = await fetch(`${built.url}${path}`, { headers: { origin: ORIGIN }, signal: abort.signal })
    expect([path, answer.headers.get('access-control-allow-origin')]).toEqual([path, ORIGIN])
  }
  abort.abort()
  const stranger = await fetch(`${built.url}/api/v1/matches`, { headers: { origin: 'https://elsewhere.example' } })
  expect(stranger.headers.get('access-control-allow-origin')).toBeNull()
  const closed = await fetch(`${bare.url}/api/v1/matches`, { headers: { origin: ORIGIN } })
  expect(closed.headers.get('access-control-allow-origin')).toBeNull()
})
