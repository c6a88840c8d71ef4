/** From the bytes of a binary COPY to events: what is JSON in a chunk is made one list where it lies, and parsed at once. */
import type { EventMeta, StoredEvent } from '@agent-arena/contracts'

/** What is copied, in this order: three numbers, whose places are known, then JSON. */
export const copiedColumns = `position, version, at, '"' || id || '"', to_json(type), to_json(stream), data, meta`

/** https://www.postgresql.org/docs/current/sql-copy.html, “Binary Format”: signature, flags, length of an extension that is not there. */
const HEADER_BYTES = 19
/** A row begins with the number of its columns, -1 after the last row; each column begins with its length. */
const COUNT_BYTES = 2
const LENGTH_BYTES = 4
const POSITION = COUNT_BYTES + LENGTH_BYTES
const VERSION = POSITION + 8 + LENGTH_BYTES
const AT = VERSION + 4 + LENGTH_BYTES
const FIRST_JSON = AT + 8
const JSON_COLUMNS = 5

/** Four characters that JSON skips. */
const SPACES = 0x20202020
const COMMA = 0x2c

/** Postgres counts microseconds from the year 2000. */
const EPOCH_MS = Date.UTC(2000, 0)

const thousandths = Array.from({ length: 1000 }, (_, ms) => `${String(ms).padStart(3, '0')}Z`)

/** Events follow each other closely: the text up to the second is mostly that of the one before. */
const createIsoTimes = () => {
  let [second, text] = [NaN, '']
  return (micros: number): string => {
    const ms = Math.floor(micros / 1000) + EPOCH_MS
    const now = Math.floor(ms / 1000)
    if (now !== second) [second, text] = [now, new Date(now * 1000).toISOString().slice(0, -4)]
    return text + (thousandths[ms - now * 1000] ?? '')
  }
}

const bigintAt = (view: DataView, place: number) => view.getInt32(place) * 2 ** 32 + view.getUint32(place + 4)

/** Makes the row a part of a list: its numbers become spaces, the lengths of its columns commas. Answers its end, or -1 when it is not whole. */
const listJson = (bytes: Buffer, view: DataView, row: number): number => {
  let end = row + FIRST_JSON
  for (let column = 0; column < JSON_COLUMNS; column++) {
    if (end + LENGTH_BYTES > bytes.length) return -1
    end += LENGTH_BYTES + view.getInt32(end)
  }
  if (end > bytes.length) return -1
  let place = row + FIRST_JSON
  for (let column = 0; column < JSON_COLUMNS; column++) {
    const length = view.getInt32(place)
    view.setUint32(place, SPACES)
    bytes[place] = COMMA
    place += LENGTH_BYTES + length
  }
  return end
}

const blankNumbers = (view: DataView, row: number) => {
  for (let place = row; place < row + FIRST_JSON - 3; place += 4) view.setUint32(place, SPACES)
  view.setUint16(row + FIRST_JSON - 2, SPACES & 0xffff)
}

/** The numbers of the rows of one chunk, and where the first row begins and the last one ends. */
interface Listed {
  readonly numbers: readonly number[]
  readonly start: number
  readonly end: number
}

const NUMBERS = 3

const list = (bytes: Buffer, start: number): Listed => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const numbers: number[] = []
  let row = start
  for (let end = listJson(bytes, view, row); end !== -1; end = listJson(bytes, view, row)) {
    numbers.push(bigintAt(view, row + POSITION), view.getInt32(row + VERSION), bigintAt(view, row + AT))
    blankNumbers(view, row)
    if (row === start) bytes[row + FIRST_JSON] = 0x20
    row = end
  }
  return { numbers, start, end: row }
}

export class CopiedRows {
  private rest: Buffer | null = null
  private begun = false
  private readonly isoTime = createIsoTimes()

  /** The events that are whole with this chunk, whose bytes are used up. */
  push(chunk: Buffer): StoredEvent[] {
    const bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk
    if (!this.begun && bytes.length < HEADER_BYTES) {
      this.rest = bytes
      return []
    }
    const listed = list(bytes, this.begun ? 0 : HEADER_BYTES)
    this.begun = true
    this.rest = listed.end < bytes.length ? bytes.subarray(listed.end) : null
    return this.eventsOf(bytes, listed)
  }

  private eventsOf(bytes: Buffer, { numbers, start, end }: Listed): StoredEvent[] {
    const values = JSON.parse(`[${bytes.toString('utf8', start, end)}]`) as unknown[]
    const events: StoredEvent[] = []
    for (let number = 0, value = 0; number < numbers.length; number += NUMBERS, value += JSON_COLUMNS)
      events.push({
        id: values[value] as string,
        type: values[value + 1] as string,
        data: values[value + 3],
        meta: values[value + 4] as EventMeta,
        stream: values[value + 2] as string,
        version: numbers[number + 1] as number,
        position: numbers[number] as number,
        at: this.isoTime(numbers[number + 2] as number),
      })
    return events
  }
}
