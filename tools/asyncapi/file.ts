/** docs/asyncapi.yaml as text, and where it stands. */
import { join } from 'node:path'
import { stringify } from 'yaml'
import { asyncapiDocument } from './document.ts'

export const path = join(import.meta.dirname, '../../docs/asyncapi.yaml')

const head =
  '# Generated from libs/contracts by `npm run asyncapi`. The events of the arena, for those who subscribe from outside.\n'

export const asyncapiText = (): string => head + stringify(asyncapiDocument(), { lineWidth: 0, aliasDuplicateObjects: false })
