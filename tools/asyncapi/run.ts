/** npm run asyncapi: writes docs/asyncapi.yaml anew. */
import { writeFileSync } from 'node:fs'
import { asyncapiText, path } from './file.ts'

writeFileSync(path, asyncapiText())
