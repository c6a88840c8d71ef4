/** The envelope of an event outside its log: a subject, and CloudEvents 1.0 attributes in headers; the data is plain JSON. */
import { streamKindOf, type EventMeta, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import { headerText, subjectToken, textOfHeader } from './header-text.ts'

/** A message that is no event: which header or part of it is wrong, and why. */
export class MalformedEvent extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'MalformedEvent'
  }
}

/** Stands for the id in the subject of a stream that is one of a kind. */
const NO_ID = '_'

/** `arena.evt.<service>.<stream kind>.<id>.<Type>`, escaped where a token cannot hold a character. */
export const eventSubject = (source: ServiceName, { stream, type }: Pick<StoredEvent, 'stream' | 'type'>): string => {
  const kind = streamKindOf(stream)
  const id = stream.slice(kind.length + 1)
  return ['arena.evt', source, ...[kind, id, type].map((token) => subjectToken(token) || NO_ID)].join('.')
}

const SOURCE = '/arena/'

const optional = (name: string, value: string | undefined) => value !== undefined && { [name]: headerText(value) }

/** Extensions beside the core attributes: position, streamversion, schemaversion, correlationid, causationid, traceparent, actor. */
export const cloudHeaders = (source: ServiceName, event: StoredEvent): Readonly<Record<string, string>> => ({
  'ce-specversion': '1.0',
  'ce-id': headerText(event.id),
  'ce-source': `${SOURCE}${source}`,
  'ce-type': headerText(event.type),
  'ce-subject': headerText(event.stream),
  'ce-time': event.at,
  'content-type': 'application/json',
  'ce-position': String(event.position),
  'ce-streamversion': String(event.version),
  'ce-schemaversion': String(event.meta.schemaVersion ?? 1),
  'ce-actor': headerText(event.meta.actor),
  'ce-correlationid': headerText(event.meta.correlationId),
  ...optional('ce-causationid', event.meta.causationId),
  ...optional('ce-traceparent', event.meta.traceparent),
})

type Header = (name: string) => string | undefined

/** Empty is absent: that is how NATS clients answer for a header that is not there. */
const textOf = (header: Header, name: string): string | undefined => {
  const value = header(name)
  if (value === undefined || value === '') return undefined
  try {
    return textOfHeader(value)
  } catch {
    throw new MalformedEvent(`The header ${name} is not percent-encoded UTF-8: ${value.slice(0, 100)}.`)
  }
}

const required = (header: Header, name: string): string => {
  const text = textOf(header, name)
  if (text === undefined) throw new MalformedEvent(`The header ${name} is missing.`)
  return text
}

const numberOf = (header: Header, name: string): number => {
  const text = required(header, name)
  const number = Number(text)
  if (!/^[1-9]\d*$/.test(text) || !Number.isSafeInteger(number))
    throw new MalformedEvent(`The header ${name} must be a whole number from 1, and is ${text.slice(0, 100)}.`)
  return number
}

const timeOf = (header: Header, name: string): string => {
  const text = required(header, name)
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(Date.parse(text)))
    throw new MalformedEvent(`The header ${name} must be an ISO 8601 time, and is ${text.slice(0, 100)}.`)
  return text
}

const checkAttributes = (header: Header) => {
  const version = required(header, 'ce-specversion')
  if (version !== '1.0') throw new MalformedEvent(`The header ce-specversion must be 1.0, and is ${version.slice(0, 100)}.`)
  const source = required(header, 'ce-source')
  if (!source.startsWith(SOURCE))
    throw new MalformedEvent(`The header ce-source must begin with ${SOURCE}, and is ${source.slice(0, 100)}.`)
}

const metaOf = (header: Header): EventMeta => {
  const [causationId, traceparent] = [textOf(header, 'ce-causationid'), textOf(header, 'ce-traceparent')]
  const schemaVersion = numberOf(header, 'ce-schemaversion')
  return {
    actor: required(header, 'ce-actor'),
    correlationId: required(header, 'ce-correlationid'),
    ...(causationId !== undefined && { causationId }),
    ...(traceparent !== undefined && { traceparent }),
    ...(schemaVersion > 1 && { schemaVersion }),
  }
}

const dataOf = (data: string): unknown => {
  try {
    return JSON.parse(data)
  } catch (error) {
    throw new MalformedEvent(`The data is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The event that a message carries, as it was written; its readers lift it to their own version. Errors: `MalformedEvent` names the header that is missing or wrong. */
export const eventOfCloud = (header: Header, data: string): StoredEvent => {
  checkAttributes(header)
  return {
    id: required(header, 'ce-id'),
    type: required(header, 'ce-type'),
    data: dataOf(data),
    meta: metaOf(header),
    stream: required(header, 'ce-subject'),
    version: numberOf(header, 'ce-streamversion'),
    position: numberOf(header, 'ce-position'),
    at: timeOf(header, 'ce-time'),
  }
}
