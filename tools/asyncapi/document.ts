/** The AsyncAPI document: every event that the arena tells, from the registry of the contracts. */
import { allEvents, type EventContract } from '@agent-arena/contracts'
import { headersOf, sharedHeaders } from './headers.ts'
import { exampleOf } from './example.ts'
import { payloadOf, type Json } from './payload.ts'

const description = `What happens in the arena, as events on NATS JetStream: facts in the past tense, in the order in which they were committed.
Each service has one stream, \`arena_<service>\`, which holds a contiguous run of its log. Envelopes are CloudEvents 1.0 in headers
(binary mode of the NATS binding), whose values are percent-encoded where they are not printable ASCII; the message is the data as JSON.
Fields may be added at any time: ignore what you do not know. Any other change is a new schema version (\`ce-schemaversion\`).
How to subscribe: docs/subscribe-to-events.md.`

const channelOf = ({ service, streamKind, type, summary }: EventContract): Json => ({
  address: `arena.evt.${service}.${streamKind}.{id}.${type}`,
  title: type,
  summary,
  servers: [{ $ref: '#/servers/nats' }],
  parameters: { id: { $ref: '#/components/parameters/id' } },
  messages: { [type]: { $ref: `#/components/messages/${type}` } },
})

const operationOf = ({ type, summary }: EventContract): Json => ({
  action: 'send',
  summary,
  channel: { $ref: `#/channels/${type}` },
  messages: [{ $ref: `#/channels/${type}/messages/${type}` }],
})

const messageOf = (event: EventContract): Json => ({
  name: event.type,
  title: event.type,
  summary: event.summary,
  contentType: 'application/json',
  tags: [{ name: event.service }],
  headers: headersOf(event),
  payload: payloadOf(event.schema),
  examples: [{ name: 'recorded', payload: exampleOf(event) }],
})

const byType = (entries: readonly EventContract[], make: (event: EventContract) => Json): Json =>
  Object.fromEntries(entries.map((event) => [event.type, make(event)]))

export const asyncapiDocument = (entries: readonly EventContract[] = allEvents): Json => ({
  asyncapi: '3.0.0',
  info: { title: 'Agent Arena', version: '1.0.0', description },
  defaultContentType: 'application/json',
  servers: {
    nats: { host: 'localhost:4222', protocol: 'nats', description: 'The NATS server that the arena was given (`--nats`).' },
  },
  channels: byType(entries, channelOf),
  operations: Object.fromEntries(entries.map((event) => [`tell${event.type}`, operationOf(event)])),
  components: {
    parameters: {
      id: {
        description:
          'The stream’s name after its first dash, e.g. the market’s id; characters that a subject cannot hold are percent-encoded.',
      },
    },
    schemas: { EventHeaders: sharedHeaders },
    messages: byType(entries, messageOf),
  },
})
