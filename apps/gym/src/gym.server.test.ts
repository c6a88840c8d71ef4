/** The gym's doors: who comes in, what is refused, and that nothing a client sends is a fault. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { startGym } from './index.ts'
import { KEY, Operator, type OpenedSession } from './testing/operator.ts'
import { solveTwoMugs } from './testing/solve-two-mugs.ts'
import { Visitor } from './testing/visitor.ts'

let operator: Operator
beforeAll(async () => {
  operator = await Operator.start()
})
afterAll(() => operator.gym.close())

const reasonOf = async (answer: Response): Promise<unknown[]> => {
  const problem = (await answer.json()) as { reason: string }
  return [answer.status, answer.headers.get('content-type')?.split(';')[0], problem.reason]
}
const problem = (status: number, reason: string) => [status, 'application/problem+json', reason]

describe('the operator API', () => {
  test.each(['/api/goals', '/api/goals/shop/two-mugs?seed=1', '/api/sessions/x/proof'])(
    'keeps %s behind the key',
    async (path) => {
      for (const key of [null, '', 'wrong'])
        expect(await reasonOf(await operator.ask(path, { key }))).toEqual(problem(401, 'key-required'))
    },
  )

  test('lists the goals', async () => {
    const { items } = (await (await operator.ask('/api/goals')).json()) as { items: { name: string }[] }
    expect(items.map(({ name }) => name)).toEqual(['shop/two-mugs', 'wiki/find-fact'])
  })

  test.each([41, Number.MAX_SAFE_INTEGER])('words a goal for seed %d as the session of that seed words it', async (seed) => {
    const { text } = (await (await operator.ask(`/api/goals/wiki/find-fact?seed=${seed}`)).json()) as { text: string }
    const session = (await (await operator.put(`worded-${seed}`, 'wiki/find-fact', seed)).json()) as OpenedSession
    expect(session).toMatchObject({ text, seed })
  })

  test('answers the same session twice, and refuses another under its name', async () => {
    const first = await operator.put('twice', 'shop/two-mugs', 3)
    const second = await operator.put('twice', 'shop/two-mugs', 3)
    expect([first.status, second.status]).toEqual([201, 200])
    expect(await second.json()).toEqual(await first.json())
    expect(await reasonOf(await operator.put('twice', 'shop/two-mugs', 4))).toEqual(problem(409, 'session-exists'))
  })

  test('tells the referee where each fact is proven', async () => {
    const { checks } = (await (await operator.put('checked', 'shop/two-mugs', 3)).json()) as OpenedSession
    expect(checks.map(({ jsonPath, evidenceAt, weight, required }) => [jsonPath, evidenceAt, weight, required])).toEqual([
      ['$.inCart', '$.inCartAt', 1, false],
      ['$.atCheckout', '$.atCheckoutAt', 1, false],
      ['$.goalMet', '$.metAt', 2, true],
    ])
    expect(checks.every(({ url }) => url === `${operator.gym.url}/api/sessions/checked/proof`)).toBe(true)
  })

  test('forgets a deleted session', async () => {
    const { session, visitor } = await operator.enter('shop/two-mugs', 99)
    expect((await operator.ask(`/api/sessions/${session.id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await reasonOf(await operator.ask(`/api/sessions/${session.id}/proof`))).toEqual(problem(404, 'not-found'))
    await visitor.open('/shop')
    expect(visitor.status).toBe(403)
  })

  test.each([
    ['an unknown goal', 'bad', { goal: 'shop/three-mugs', seed: 1 }, 404],
    ['no seed', 'bad', { goal: 'shop/two-mugs' }, 400],
    ['a seed with a fraction', 'bad', { goal: 'shop/two-mugs', seed: 1.5 }, 400],
    ['a seed that is rounded', 'bad', { goal: 'shop/two-mugs', seed: Number.MAX_SAFE_INTEGER + 1 }, 400],
    ['a negative seed', 'bad', { goal: 'shop/two-mugs', seed: -1 }, 400],
    ['an unknown field', 'bad', { goal: 'shop/two-mugs', seed: 1, hint: 'yes' }, 400],
    ['a list', 'bad', [], 400],
    ['an id with other signs', 'b%20d', { goal: 'shop/two-mugs', seed: 1 }, 400],
    ['a large body', 'bad', { goal: 'x'.repeat(20_000), seed: 1 }, 413],
  ])('refuses %s', async (_what, id, body, status) => {
    const answer = await operator.ask(`/api/sessions/${id}`, { method: 'PUT', body })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, expect.stringContaining('problem+json')])
  })

  test.each(['a', Number.MAX_SAFE_INTEGER + 1])('refuses the seed %s when asked for a text', async (seed) =>
    expect((await operator.ask(`/api/goals/shop/two-mugs?seed=${seed}`)).status).toBe(400),
  )
})

describe('the visitors’ door', () => {
  test('turns a site’s address into a friendly page for whoever has no cookie', async () => {
    const stranger = new Visitor(operator.gym.url)
    for (const path of ['/shop', '/shop/checkout', '/wiki', '/wiki/answer', '/enter/guess']) {
      await stranger.open(path)
      expect([stranger.status, stranger.page.includes('Please come in by your goal’s link')]).toEqual([403, true])
    }
    await stranger.submit('/shop/cart', { product: 'x', quantity: '2' })
    expect(stranger.status).toBe(403)
  })

  test('keeps the secret out of every page and out of reach of scripts', async () => {
    const { session, visitor } = await operator.enter('shop/two-mugs', 12)
    expect([visitor.path, visitor.page.includes(session.url.split('/enter/')[1] ?? '')]).toEqual(['/shop', false])
    const entry = await fetch(session.url, { redirect: 'manual' })
    expect([entry.status, entry.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('HttpOnly; SameSite=Lax')])
  })

  test('lets no rival touch another’s session', async () => {
    const mine = await operator.enter('shop/two-mugs', 21)
    const rival = await operator.enter('shop/two-mugs', 22)
    await solveTwoMugs(rival.visitor, rival.session.text)
    expect(await operator.proof(rival.session.id)).toMatchObject({ goalMet: true })
    expect(await operator.proof(mine.session.id)).toMatchObject({ goalMet: false, ordersPlaced: 0 })
    await mine.visitor.open('/shop/orders/1001')
    expect(mine.visitor.status).toBe(404)
  })

  test('keeps a visitor of one site out of the other', async () => {
    const { visitor } = await operator.enter('shop/two-mugs', 13)
    await visitor.open('/wiki')
    expect(visitor.status).toBe(403)
  })

  test('shows the same site for the same seed', async () => {
    const { visitor } = await operator.enter('wiki/find-fact', 31)
    const { url } = (await (await operator.put('again', 'wiki/find-fact', 31)).json()) as OpenedSession
    const other = new Visitor(operator.gym.url)
    expect(await other.open(url)).toBe(visitor.page)
  })
})

describe('every answer', () => {
  test('allows no script and no frame', async () => {
    for (const path of ['/health', '/shop', '/api/goals', '/style/shop.css', '/nowhere']) {
      const { headers } = await fetch(operator.gym.url + path)
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/)
    }
  })

  test('is never a fault, whatever address or field is sent', async () => {
    const shopper = await operator.enter('shop/two-mugs', 14)
    const reader = await operator.enter('wiki/find-fact', 14)
    const odd = fc.oneof(fc.string(), fc.constantFrom('%', '%zz', '../..', '__proto__', '💥', '9'.repeat(400), '-1', 'NaN'))
    await fc.assert(
      fc.asyncProperty(odd, odd, async (one, two) => {
        const path = encodeURIComponent(one.toWellFormed())
        const query = encodeURIComponent(two.toWellFormed())
        for (const address of [
          `/shop/${path}`,
          `/shop/products/${path}`,
          `/shop?q=${query}&page=${path}&colour=${query}`,
          `/shop/orders/${path}`,
        ]) {
          await shopper.visitor.open(address)
          expect(shopper.visitor.status).toBeLessThan(500)
        }
        await shopper.visitor.submit('/shop/cart', { product: one, quantity: two })
        expect(shopper.visitor.status).toBeLessThan(500)
        await reader.visitor.open(`/wiki/search?q=${query}`)
        expect(reader.visitor.status).toBeLessThan(500)
        await reader.visitor.open(`/wiki/articles/${path}`)
        expect(reader.visitor.status).toBeLessThan(500)
      }),
      { numRuns: 60 },
    )
  })

  test.each(['/shop/%zz', '/%', '/shop?q=a&q=b&page=1&page=2', '/shop/products/__proto__', `/shop/products/${'x'.repeat(500)}`])(
    'is friendly for the address %s',
    async (path) => {
      const { visitor } = await operator.enter('shop/two-mugs', 15)
      await visitor.open(path)
      expect(visitor.status).toBeLessThan(500)
      expect(visitor.page).toMatch(/^<!doctype html>/)
    },
  )

  test.each([
    ['application/json', '{"product":'],
    ['application/json', '{"product":{"a":1},"quantity":[2]}'],
    ['text/plain', 'hello'],
    ['application/x-www-form-urlencoded', 'product=%zz&__proto__=1&quantity=1&quantity=2'],
    ['application/x-www-form-urlencoded', `product=${'x'.repeat(20_000)}`],
  ])('is a friendly refusal for a body of %s', async (type, body) => {
    const { session } = await operator.enter('shop/two-mugs', 16)
    const entry = await fetch(session.url, { redirect: 'manual' })
    const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? ''
    const answer = await fetch(`${operator.gym.url}/shop/cart`, {
      method: 'POST',
      headers: { cookie, 'content-type': type },
      body,
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await answer.text()).toMatch(/^<!doctype html>/)
  })
})

test('health needs no key', async () => expect((await operator.ask('/health', { key: null })).status).toBe(200))

test('a gym with a public address is known by it', async () => {
  const gym = await startGym({ host: '127.0.0.1', port: 0, key: KEY, publicUrl: 'https://gym.example/' })
  expect(gym.url).toBe('https://gym.example')
  await gym.close()
})

test('a gym without a key does not start', () =>
  expect(startGym({ host: '127.0.0.1', port: 0, key: '' })).rejects.toThrow('needs a key'))
