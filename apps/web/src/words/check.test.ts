/** Checks as spectators read them. */
import { expect, test } from '@jest/globals'
import { CheckState } from '@agent-arena/contracts'
import { checkNote } from './check.ts'

test('a check says where its evidence comes from, and whether the goal needs it', () => {
  expect(checkNote({ kind: 'http', required: true, inside: false })).toBe('asked from the site')
  expect(checkNote({ kind: 'page', required: false, inside: true })).toBe(
    'seen on the agent’s page · bonus · evidence from inside the sandbox',
  )
})

test.each(CheckState.shape.kind.options)('there are words for a check of the kind %s', (kind) =>
  expect(checkNote({ kind, required: true, inside: false })).not.toBe(''),
)
