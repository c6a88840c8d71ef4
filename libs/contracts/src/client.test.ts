/** How long a client waits, and what it makes of what comes. */
import { expect, test } from '@jest/globals'
import { createClient } from './client.ts'

/** Fails as `fetch` does when its request is given up. */
const givenUp = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }))

const never: typeof fetch = (_, init) => givenUp(init?.signal)

/** Begins an answer, and never ends it. */
const halfway: typeof fetch = async (_, init) => {
  const start = (body: ReadableStreamDefaultController) => void givenUp(init?.signal).catch((reason) => body.error(reason))
  return new Response(new ReadableStream({ start }))
}

const clientOf = (send: typeof fetch, timeoutMs: number) => createClient({ url: '', fetch: send, timeoutMs })

test.each([
  ['does not answer', never],
  ['does not finish its answer', halfway],
])('an arena that %s is given up in time, as one that is not available', async (_, send) => {
  const asked = clientOf(send, 5).getBettingRules({})
  await expect(asked).rejects.toMatchObject({ reason: 'deadline-exceeded', status: 503 })
})

test('who gives up an own request hears the own reason', async () => {
  const giving = new AbortController()
  const asked = clientOf(never, 60_000).getBettingRules({}, { signal: giving.signal })
  giving.abort(new Error('no longer wanted'))
  await expect(asked).rejects.toThrow('no longer wanted')
})

test('a refusal is thrown as it was at the far side', async () => {
  const refuse = async () => Response.json({ reason: 'market-locked', detail: 'Too late.' }, { status: 422 })
  await expect(clientOf(refuse, 60_000).getBettingRules({})).rejects.toMatchObject({
    reason: 'market-locked',
    message: 'Too late.',
  })
})

test('an answer that breaks off is no answer', async () => {
  const broken = async () => new Response(new ReadableStream({ start: (body) => body.error(new TypeError('terminated')) }))
  await expect(clientOf(broken, 60_000).getBettingRules({})).rejects.toThrow('terminated')
})
