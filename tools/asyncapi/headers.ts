/** The envelope in the AsyncAPI document; what writes and reads it is libs/message-bus/src/cloud-event.ts. */
import type { EventContract } from '@agent-arena/contracts'
import type { Json } from './payload.ts'

const text = (description: string, example: string): Json => ({ type: 'string', description, examples: [example] })
const count = (description: string, example: string): Json => ({ ...text(description, example), pattern: '^[1-9][0-9]*$' })

const headers: Readonly<Record<string, Json>> = {
  'ce-specversion': { const: '1.0' },
  'ce-id': text(
    'The event’s identity, a UUID: the same wherever and however often it comes. Deduplicate by it, or by position.',
    '01a1f93b-75a5-7665-b17a-717cbf7f207d',
  ),
  'ce-source': text('The service that tells it, `/arena/<service>`.', '/arena/betting'),
  'ce-type': text('What happened.', 'BetPlaced'),
  'ce-subject': text('The stream in the service’s log, `<kind>-<id>`.', 'market-mkt_01m7wknvbeexyr7yc24ysr4cer'),
  'ce-time': { ...text('Database time of the commit, UTC.', '2026-11-20T13:52:31.352Z'), format: 'date-time' },
  'content-type': { const: 'application/json' },
  'ce-position': count('Place in the service’s log: from 1, without gaps, in commit order.', '17'),
  'ce-streamversion': count('Place in the event’s own stream: from 1, without gaps.', '3'),
  'ce-schemaversion': count('Version of the schema of the data.', '1'),
  'ce-actor': text(
    'Who caused it: `user:…`, `operator:…`, `sandbox:…`, `service:…` or `anyone`.',
    'user:usr_01m7wknv4zexyr7y8wsy8wnfpv',
  ),
  'ce-correlationid': text('The same for everything that followed from one request.', 'ebeb7aa5-46aa-4604-91d3-5e38f5c92aa1'),
  'ce-causationid': text('The id of the event that it is a reaction to.', '01a1f93a-edac-777d-83f9-ae90696e23d7'),
  'ce-traceparent': text('W3C trace context.', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'),
}

const optional = new Set(['ce-causationid', 'ce-traceparent'])

export const sharedHeaders: Json = {
  type: 'object',
  description: 'CloudEvents 1.0 attributes and extensions.',
  properties: headers,
  required: Object.keys(headers).filter((name) => !optional.has(name)),
}

export const headersOf = ({ service, type, version }: EventContract): Json => ({
  allOf: [
    { $ref: '#/components/schemas/EventHeaders' },
    {
      type: 'object',
      properties: {
        'ce-source': { const: `/arena/${service}` },
        'ce-type': { const: type },
        'ce-schemaversion': { const: String(version) },
      },
    },
  ],
})
