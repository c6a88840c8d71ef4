// Runs TypeScript with decorators straight from source: node --import ./tools/swc-hooks.mjs --conditions=source <file>.ts
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from '@swc/core'
import { swcOptions } from './swc-options.mjs'

registerHooks({
  load(url, context, next) {
    if (!url.startsWith('file:') || !/\.m?ts$/.test(url)) return next(url, context)
    const filename = fileURLToPath(url)
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename, configFile: false })
    return { format: 'module', source: code, shortCircuit: true }
  },
})
