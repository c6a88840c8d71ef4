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
  'half a pair \ud800',
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

/** Beside the fields that an object has, one that it does not know. */
const withUnknown = (good: Fields, path: Path): BadInput => {
  const at = [...path, 'unknownField']
  return { field: at.join('.'), fields: replaced(good, at, 1) as Fields }
}

const isRecord = (good: Fields, path: Path) => {
  const value = path.reduce<unknown>((holder, name) => (isObject(holder) ? holder[name] : undefined), good)
  return isObject(value) && !Array.isArray(value)
}

/** Only what the contract refuses; whatever it takes is no bad input. */
export const badInputs = ({ input, http }: Operation, good: Fields, pathIds: Fields): readonly BadInput[] => {
  const values = http?.method === 'GET' ? WRONG_IN_QUERY : [...WRONG, undefined]
  const paths = pathsOf(good)
  const wrong = paths.flatMap((path) =>
    values.map((value): BadInput => ({ field: nameOf(path, value), fields: replaced(good, path, value) as Fields })),
  )
  const unknown = [[], ...paths].filter((path) => isRecord(good, path)).map((path) => withUnknown(good, path))
  const isBad = ({ fields }: BadInput) => !input.safeParse({ ...JSON.parse(JSON.stringify(fields)), ...pathIds }).success
  return [...wrong, ...unknown].filter(isBad)
}

/** Whether a fault that is told at one path is about the other: at it, inside it, or at what holds it. */
export const isAbout = (told: string, field: string) =>
  told === field || told.startsWith(`${field}.`) || (told !== '' && field.startsWith(`${told}.`))
