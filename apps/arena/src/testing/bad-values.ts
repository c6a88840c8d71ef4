/** Inputs that the contract refuses, made from one that it takes: each value in turn is of a wrong type, missing, or beside an unknown one. */
import type { Operation } from '@agent-arena/contracts'
import type { Fields } from './good-fields.ts'

type Path = readonly string[]

export interface BadInput {
  /** The field that is wrong, e.g. `contestants.0.name`. */
  readonly field: string
  readonly fields: Fields
}

const WRONG: readonly unknown[] = [
  null,
  true,
  7,
  -1,
  0.5,
  1e300,
  '',
  'text',
  '7',
  'x'.repeat(20_000),
  'a\u0000b',
  [],
  [null],
  {},
  { length: 1 },
]
/** A query holds nothing but text. */
const WRONG_IN_QUERY: readonly unknown[] = ['', 'text', '-1', '0', '0.5', '1e300', 'null', 'x'.repeat(2_000)]

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const pathsOf = (value: unknown, path: Path = []): readonly Path[] => [
  ...(path.length > 0 ? [path] : []),
  ...(isObject(value) ? Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name])) : []),
]

/** The same value with another one at the path; nothing there when it is `undefined`. */
const replaced = (value: unknown, [name, ...rest]: Path, by: unknown): unknown => {
  if (name === undefined) return by
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === name ? replaced(item, rest, by) : item))
  return { ...Object(value), [name]: replaced(Object(value)[name], rest, by) }
}

/** What is missing inside a field may be told of that field: a goal without a gym lacks a text. */
const nameOf = (path: Path, value: unknown) => (value === undefined && path.length > 1 ? path.slice(0, -1) : path).join('.')

/** Only what the contract refuses; whatever it takes is no bad input. */
export const badInputs = ({ input, http }: Operation, good: Fields, pathIds: Fields): readonly BadInput[] => {
  const wrong = http?.method === 'GET' ? WRONG_IN_QUERY : WRONG
  const made = pathsOf(good).flatMap((path) => {
    const values = http?.method === 'GET' ? wrong : [...wrong, undefined]
    return values.map((value): BadInput => ({ field: nameOf(path, value), fields: replaced(good, path, value) as Fields }))
  })
  const unknown: BadInput = { field: '', fields: { ...good, unknownField: 1 } }
  return [...made, unknown].filter(({ fields }) => {
    const { success } = input.safeParse({ ...JSON.parse(JSON.stringify(fields)), ...pathIds })
    return !success
  })
}

/** Whether a fault that is told at one path is about the other: at it, inside it, or at what holds it. */
export const isAbout = (told: string, field: string) =>
  told === field || told === '' || told.startsWith(`${field}.`) || field.startsWith(`${told}.`)
