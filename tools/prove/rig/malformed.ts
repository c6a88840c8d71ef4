/** Messages in the stream of a log that are no events of it. */
import { headers, type NatsConnection } from '@nats-io/transport-node'
import type { Random } from '@agent-arena/testing'

const whole = {
  'ce-specversion': '1.0',
  'ce-id': '0190a1b2-0000-7000-8000-000000000001',
  'ce-source': '/arena/betting',
  'ce-type': 'BetPlaced',
  'ce-subject': 'market-x',
  'ce-time': '2026-01-01T00:00:00.000Z',
  'ce-position': '1',
  'ce-streamversion': '1',
  'ce-schemaversion': '1',
  'ce-actor': 'service:betting',
  'ce-correlationid': 'x',
}

interface Malformed {
  readonly headers: Readonly<Record<string, string>>
  readonly data: string
}

const without = (name: keyof typeof whole): Malformed => {
  const { [name]: _, ...rest } = whole
  return { headers: rest, data: '{}' }
}

const withHeader = (name: keyof typeof whole, value: string): Malformed => ({ headers: { ...whole, [name]: value }, data: '{}' })

const kinds: readonly Malformed[] = [
  { headers: {}, data: 'no event at all' },
  { headers: {}, data: '' },
  { headers: whole, data: '{"cut": ' },
  { headers: whole, data: '' },
  without('ce-id'),
  without('ce-position'),
  without('ce-specversion'),
  withHeader('ce-position', '-1'),
  withHeader('ce-position', '1e9'),
  withHeader('ce-position', '9007199254740993'),
  withHeader('ce-streamversion', 'NaN'),
  withHeader('ce-specversion', '2.0'),
  withHeader('ce-source', 'https://elsewhere.example'),
  withHeader('ce-time', 'yesterday'),
  withHeader('ce-subject', '%E0%A4%A'),
  withHeader('ce-type', 'TypeThatNobodyKnows'),
]

export const sendMalformed = (connection: NatsConnection, random: Random, source: string): void => {
  const one = random.pick(kinds)
  const own = headers()
  for (const [name, value] of Object.entries(one.headers)) own.set(name, value)
  connection.publish(`arena.evt.${source}.market.x.BetPlaced`, one.data, { headers: own })
}
