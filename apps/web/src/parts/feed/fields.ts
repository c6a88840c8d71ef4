/** Reads the loose data of feed items: a missing or odd field becomes nothing, never a fault. */

export type Data = Readonly<Record<string, unknown>>

export const textOf = (data: Data, name: string) => {
  const value = data[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export const numberOf = (data: Data, name: string) => {
  const value = data[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)

export const listOf = (data: Data, name: string): readonly Data[] => {
  const value = data[name]
  return Array.isArray(value) ? value.filter(isData) : []
}

/** Text that cannot break the layout: cut at a length with an ellipsis. */
export const shortened = (text: string, length: number) =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`
