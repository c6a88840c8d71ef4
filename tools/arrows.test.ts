/** The arrows of the design: this tree keeps them, and each wrong one is named in a sentence. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { arrowFaults } from './arrows.mjs'
import { importsOf } from './imports.mjs'

let root: string

const write = (path: string, content: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

const addPackage = (folder: string, dependencies: readonly string[] = [], more: Readonly<Record<string, unknown>> = {}) => {
  const inScope = dependencies.map((path) => [`@agent-arena/${path.split('/')[1]}`, '0.1.0'])
  const name = `@agent-arena/${folder.split('/')[1]}`
  const exports = { '.': './dist/index.js' }
  write(`${folder}/package.json`, JSON.stringify({ name, exports, dependencies: Object.fromEntries(inScope), ...more }))
  write(`${folder}/tsconfig.json`, JSON.stringify({ references: dependencies.map((path) => ({ path: `../../${path}` })) }))
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'arrows-'))
  for (const folder of ['libs/contracts', 'libs/testing', 'apps/gym', 'apps/web']) addPackage(folder)
  addPackage('libs/event-store', ['libs/contracts'])
  addPackage('libs/service-kit', ['libs/contracts', 'libs/event-store'])
  addPackage('services/betting', ['libs/contracts', 'libs/service-kit'])
  addPackage('services/sandbox', ['libs/contracts'])
})

afterEach(() => rmSync(root, { recursive: true }))

test('this tree keeps them', () => expect(arrowFaults(join(import.meta.dirname, '..'))).toEqual([]))

test('a tree that keeps them has no faults', () => {
  write('services/betting/src/market.ts', `import type { Fact } from '@agent-arena/contracts'\nexport * from './bet.ts'`)
  write('services/betting/src/betting.module.ts', `import { Module } from '@nestjs/common'\nconst { env } = process`)
  write('services/betting/src/betting.config.ts', 'export const port = process.env.PORT')
  write('services/betting/src/market.int.test.ts', `import { testDatabase } from '@agent-arena/testing'`)
  write('apps/web/src/parts/a/a.tsx', `import '../../api/b.ts'\nimport '../c/c.tsx'\nimport '../../styles/a.css'`)
  expect(arrowFaults(root)).toEqual([])
})

test.each([
  [
    'a sibling service',
    'services/betting/src/a.ts',
    `import '@agent-arena/sandbox'`,
    'services/betting must not know services/sandbox',
  ],
  [
    'an upward arrow',
    'libs/event-store/src/a.ts',
    `import { x } from '@agent-arena/service-kit'`,
    'must not know libs/service-kit',
  ],
  ['testing in a product', 'services/betting/src/a.ts', `await import('@agent-arena/testing')`, 'only tests import libs/testing'],
  [
    'a deep import',
    'services/betting/src/a.ts',
    `import '@agent-arena/contracts/src/ids.ts'`,
    'reaches past the face of libs/contracts',
  ],
  ['a relative one', 'services/betting/src/a.ts', `export * from '../../sandbox/src/x.ts'`, 'leaves the package'],
  [
    'undeclared',
    'services/sandbox/src/a.ts',
    `import '@agent-arena/service-kit'`,
    'is not in the dependencies of services/sandbox/package.json',
  ],
  [
    'no reference',
    'services/sandbox/src/a.ts',
    `import '@agent-arena/service-kit'`,
    'is not in the references of services/sandbox/tsconfig.json',
  ],
  ['an unknown package', 'services/sandbox/src/a.ts', `import '@agent-arena/nothing'`, 'is no package of ours'],
  ['itself', 'services/sandbox/src/a.ts', `import '@agent-arena/sandbox'`, 'is the package itself'],
  ['Nest in a rule', 'services/betting/src/place-bet.ts', `import { Injectable } from '@nestjs/common'`, 'Nest lives at the rim'],
  [
    'a page from a part',
    'apps/web/src/parts/a/a.tsx',
    `import '../../pages/b.page.tsx'`,
    'points up (pages → parts → api → words)',
  ],
  ['environment in a rule', 'services/betting/src/a.ts', 'export const x = process.env.X', 'process.env is read in config.ts'],
])('names %s', (_, path, code, sentence) => {
  write(path, code)
  expect(arrowFaults(root).join('\n')).toContain(`${path}: `)
  expect(arrowFaults(root).join('\n')).toContain(sentence)
})

test('names what a package.json must not declare, and circles of them', () => {
  addPackage('services/sandbox', ['services/betting'])
  addPackage('libs/contracts', [], { devDependencies: { '@agent-arena/service-kit': '0.1.0' } })
  expect(arrowFaults(root).join('\n')).toContain('services/sandbox/package.json: services/sandbox must not know services/betting')
  expect(arrowFaults(root).join('\n')).toMatch(/make a circle: @agent-arena\/\S+ → .*@agent-arena\/contracts/)
})

test('names rooms of a package that know each other', () => {
  write('services/betting/src/account/a.ts', `import '../market/b.ts'`)
  write('services/betting/src/market/b.ts', `import '../payout/c.ts'`)
  write('services/betting/src/payout/c.ts', `import '../account/a.ts'`)
  expect(arrowFaults(root)).toContain('services/betting: its rooms make a circle: account → market → payout → account')
})

test('lets tests and the files beside the rooms know every room', () => {
  write('services/betting/src/account/a.ts', `import '../betting.config.ts'`)
  write('services/betting/src/betting.config.ts', `export type { A } from './account/a.ts'`)
  write('services/betting/src/account/a.test.ts', `import '../market/b.ts'`)
  write('services/betting/src/market/b.ts', `import '../account/a.ts'`)
  expect(arrowFaults(root)).toEqual([])
})

test('sees every form of import, and none in comments', () => {
  const code = `import a from 'a'; import { b,\n  type B } from "b"
    import * as c from 'c'\nimport type { D } from 'd'\nimport 'e'\nexport * from 'f'\nexport { g } from 'g'\nconst h = await import('h')
    // import 'no'\n/* import 'no' */\nconst text = "to import 'is' fine"`
  expect(importsOf(code)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
})
