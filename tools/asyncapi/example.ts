/** A real event of each kind, from the fixtures of the contracts. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventContract } from '@agent-arena/contracts'

const folder = join(import.meta.dirname, '../../libs/contracts/fixtures/events')

export const exampleOf = ({ service, type, version }: EventContract): unknown =>
  JSON.parse(readFileSync(join(folder, service, `${type}.v${version}.json`), 'utf8'))
