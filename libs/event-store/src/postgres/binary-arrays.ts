/** Arrays as Postgres sends and receives them in binary: `pg` passes a Buffer on as it is, so nothing is escaped and nothing parsed. */

const oids = { int: 23, text: 25, json: 114, uuid: 2950 } as const

const HEADER_BYTES = 20
const LENGTH_BYTES = 4

/** One dimension without nulls: https://www.postgresql.org/docs/current/arrays.html, layout of `array_recv`. */
const arrayOf = (oid: number, items: number, bytes: number): Buffer => {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + LENGTH_BYTES * items + bytes)
  for (const [index, word] of [1, 0, oid, items, 1].entries()) buffer.writeInt32BE(word, index * 4)
  return buffer
}

const stringArray = (oid: number, items: readonly string[]): Buffer => {
  const buffer = arrayOf(
    oid,
    items.length,
    items.reduce((sum, item) => sum + Buffer.byteLength(item), 0),
  )
  let end = HEADER_BYTES
  for (const item of items) {
    const bytes = buffer.write(item, end + LENGTH_BYTES)
    buffer.writeInt32BE(bytes, end)
    end += LENGTH_BYTES + bytes
  }
  return buffer
}

export const textArray = (items: readonly string[]): Buffer => stringArray(oids.text, items)

export const jsonArray = (items: readonly string[]): Buffer => stringArray(oids.json, items)

export const intArray = (items: readonly number[]): Buffer => {
  const buffer = arrayOf(oids.int, items.length, 4 * items.length)
  let end = HEADER_BYTES
  for (const item of items) end = buffer.writeInt32BE(item, buffer.writeInt32BE(4, end))
  return buffer
}

const UUID_BYTES = 16

/** Of each hexadecimal digit its value, by character code. */
const NIBBLES = Uint8Array.from({ length: 103 }, (_, code) => Number.parseInt(String.fromCharCode(code), 16) || 0)

const nibbleAt = (text: string, index: number) => NIBBLES[text.charCodeAt(index)] ?? 0

const HYPHENS = new Set([8, 13, 18, 23])
/** Where each byte's two digits stand in `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`. */
const DIGITS = Array.from({ length: 36 }, (_, index) => index)
  .filter((index) => !HYPHENS.has(index))
  .filter((_, index) => index % 2 === 0)

export const uuidArray = (items: readonly string[]): Buffer => {
  const buffer = arrayOf(oids.uuid, items.length, UUID_BYTES * items.length)
  let end = HEADER_BYTES
  for (const item of items) {
    end = buffer.writeInt32BE(UUID_BYTES, end)
    for (const at of DIGITS) buffer[end++] = (nibbleAt(item, at) << 4) | nibbleAt(item, at + 1)
  }
  return buffer
}
