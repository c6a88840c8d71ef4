// The rooms of a package are the folders below its src. Files beside them are its face: they know all rooms, and may be known by them.
import { readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { importsOf } from './imports.mjs'

const roomOf = (src, path) => {
  const [room, ...rest] = relative(src, path).split(sep)
  return rest.length > 0 && room !== '..' ? room : null
}

const roomsKnownBy = (src, path) =>
  importsOf(readFileSync(path, 'utf8'))
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => roomOf(src, join(dirname(path), specifier)))

const circleFrom = (known, room, way) => {
  if (way.includes(room)) return [...way.slice(way.indexOf(room)), room]
  for (const next of known.get(room) ?? []) {
    const circle = circleFrom(known, next, [...way, room])
    if (circle) return circle
  }
  return null
}

/** Rooms that know each other round and round, the first one also at the end; null when there are none. */
export const roomCircle = (src, paths) => {
  const known = new Map()
  for (const path of paths) {
    const own = roomOf(src, path)
    if (own === null) continue
    const others = roomsKnownBy(src, path).filter((room) => room !== null && room !== own)
    known.set(own, new Set([...(known.get(own) ?? []), ...others]))
  }
  for (const room of known.keys()) {
    const circle = circleFrom(known, room, [])
    if (circle) return circle
  }
  return null
}
