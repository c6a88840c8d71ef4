/** The API document is whole and consistent. */
import { allOperations, API_PREFIX, liveStreams, pathFields, pictureRoutes } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { createDocument } from './document.ts'

interface Item {
  readonly operationId: string
  readonly summary: string
  readonly security: readonly Record<string, unknown>[]
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: unknown }[]
  readonly requestBody?: { content: Record<string, { schema?: { properties: Record<string, unknown>; required: string[] } }> }
  readonly responses: Readonly<Record<string, { description: string; content: Record<string, unknown> }>>
}

interface Document {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Item>>>>
  readonly components: { readonly schemas: Record<string, unknown>; readonly securitySchemes: Record<string, unknown> }
}

const document = createDocument() as unknown as Document
const text = JSON.stringify(document)
const items = Object.values(document.paths).flatMap((item) => Object.values(item))
const documented = (path: string) => `${API_PREFIX}${path.replace(/:(\w+)/g, '{$1}')}`

test('has every operation, stream and picture that has a route, under its own path and method', () => {
  for (const { name, http } of allOperations)
    if (http) expect(document.paths[documented(http.path)]?.[http.method.toLowerCase()]?.operationId).toBe(name)
  for (const { name, path } of Object.values(liveStreams))
    expect(document.paths[documented(path)]?.['get']?.operationId).toBe(name)
  for (const { name, path, method } of Object.values(pictureRoutes))
    expect(document.paths[documented(path)]?.[method.toLowerCase()]?.operationId).toBe(name)
})

test('has nothing that services only ask each other', () => {
  for (const { name, http } of allOperations) if (!http) expect(items.map(({ operationId }) => operationId)).not.toContain(name)
})

test('names the address that the arena is told first, for tools that keep a copy', () => {
  const { servers } = createDocument('https://arena.example') as unknown as Document
  expect([document.servers, servers]).toEqual([[{ url: '/' }], [{ url: 'https://arena.example' }, { url: '/' }]])
})

test('names each operation once', () => {
  expect(new Set(items.map(({ operationId }) => operationId)).size).toBe(items.length)
})

test('every reference leads somewhere', () => {
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => String(reference))
  expect(references.length).toBeGreaterThan(50)
  for (const reference of references) {
    expect(reference).toMatch(/^#\/components\/schemas\/\w+$/)
    expect(document.components.schemas).toHaveProperty([String(reference.split('/').at(-1))])
  }
})

test('declares every field of a path, and no field twice', () => {
  for (const [path, methods] of Object.entries(document.paths))
    for (const { parameters, requestBody } of Object.values(methods)) {
      const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      expect(declared).toEqual(pathFields(path.replaceAll(/\{(\w+)\}/g, ':$1')))
      const inBody = Object.keys(requestBody?.content['application/json']?.schema?.properties ?? {})
      expect(inBody.filter((name) => declared.includes(name))).toEqual([])
    }
})

test('every answer is described, and refusals are problems', () => {
  for (const { responses } of items) {
    expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true)
    for (const [status, { description, content }] of Object.entries(responses)) {
      expect(description).not.toBe('')
      if (!status.startsWith('2')) expect(Object.keys(content)).toEqual(['application/problem+json'])
    }
  }
})

test('says who may, by schemes that it declares', () => {
  for (const { security } of items)
    for (const scheme of security.flatMap((each) => Object.keys(each)))
      expect(document.components.securitySchemes).toHaveProperty([scheme])
})

test('asks for the idempotency key where the contract does', () => {
  for (const { name, idempotency, http } of allOperations) {
    const key = items
      .find(({ operationId }) => operationId === name)
      ?.parameters.find((parameter) => parameter.name === 'Idempotency-Key')
    if (http) expect(key?.required).toBe(idempotency === undefined ? undefined : idempotency === 'required')
  }
})

test('tells of too many requests where the contract bounds them, and nowhere else', () => {
  const bounded = items.filter(({ responses }) => responses['429'])
  const limited = allOperations.filter((operation) => operation.limited)
  expect(bounded.map(({ operationId }) => operationId)).toEqual(limited.map(({ name }) => name))
  expect(limited.map(({ name }) => name)).toEqual(['startSession'])
})

test('shows the fields of a bet', () => {
  const bet = items.find(({ operationId }) => operationId === 'placeBet')
  const schema = bet?.requestBody?.content['application/json']?.schema
  expect(Object.keys(schema?.properties ?? {})).toEqual(['outcome', 'stake', 'minMultiplier'])
  expect(schema?.required).toEqual(['outcome', 'stake'])
})

test('is OpenAPI 3.1, without leftovers of the schema maker, and the same each time', () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  expect(text).not.toMatch(/\$defs|\$schema/)
  expect(JSON.stringify(createDocument())).toBe(text)
})
