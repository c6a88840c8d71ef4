/** docs/asyncapi.yaml is what the contracts say, valid AsyncAPI 3.0, and true of the envelope and of real events. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { allEvents, type StoredEvent } from '@agent-arena/contracts'
import { cloudHeaders, eventSubject } from '@agent-arena/message-bus'
import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { asyncapiDocument } from './document.ts'
import { exampleOf } from './example.ts'
import { asyncapiText, path } from './file.ts'
import { sharedHeaders } from './headers.ts'
import { payloadOf, type Json } from './payload.ts'

// CommonJS modules: their types promise a default export that is not there.
const require = createRequire(import.meta.url)
const { schemas } = require('@asyncapi/specs') as { schemas: Readonly<Record<string, Json>> }
const addFormats = require('ajv-formats') as (ajv: Ajv) => void

/** The schema of AsyncAPI brings the one of JSON Schema along. */
const validator = (schema: Json) => {
  const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false })
  addFormats(ajv)
  return ajv.compile(schema)
}

const expectValid = (schema: Json, value: unknown) => {
  const validate = validator(schema)
  validate(value)
  expect(validate.errors).toBeNull()
}

test('the committed document is what the contracts say: else run npm run asyncapi', () =>
  expect(readFileSync(path, 'utf8')).toBe(asyncapiText()))

test('it is valid AsyncAPI 3.0', () => expectValid(schemas['3.0.0'] ?? {}, parse(readFileSync(path, 'utf8'))))

test('what is broken is not valid, so the check is one', () => {
  const validate = validator(schemas['3.0.0'] ?? {})
  expect(validate({ ...asyncapiDocument(), operations: { tell: { action: 'shout' } } })).toBe(false)
})

describe.each(allEvents.map((contract) => [contract.type, contract] as const))('%s', (type, contract) => {
  const event: StoredEvent = {
    id: '01a1f93b-75a5-7665-b17a-717cbf7f207d',
    type,
    data: exampleOf(contract),
    meta: { actor: 'user:Ève', correlationId: 'c', schemaVersion: contract.version },
    stream: `${contract.streamKind}-1`,
    version: 1,
    position: 1,
    at: '2026-01-01T00:00:00.000Z',
  }

  test('has data of the schema of its message', () => expectValid(payloadOf(contract.schema), event.data))

  test('has the headers that the document names, and no others', () => {
    const headers = cloudHeaders(contract.service, event)
    expectValid({ ...sharedHeaders, additionalProperties: false }, headers)
  })

  test('is told on the address of its channel', () => {
    const { channels } = asyncapiDocument() as { channels: Readonly<Record<string, { address: string }>> }
    expect(channels[type]?.address.replace('{id}', '1')).toBe(eventSubject(contract.service, event))
  })
})
