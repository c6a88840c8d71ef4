/** Which names are fit for everybody to read. */
import { describe, expect, test } from '@jest/globals'
import { requireFit } from './fit-name.ts'

describe('a name', () => {
  test.each(['fuck you', 'FUUUCK', 'f u c k', 'f.u.c.k', 'Sh1thead', 'ʃuck my a$$hole', 'Nazi Ned', 'h1tler', 'whore'])(
    '%s is not fit for everybody to read',
    (name) => {
      expect(() => requireFit(name, [])).toThrow(
        expect.objectContaining({
          reason: 'name-reserved',
          details: expect.objectContaining({ detail: `The name ${name} is not fit for everybody to read.` }),
        }),
      )
    },
  )

  test.each([
    'Ada',
    'Scunthorpe',
    'Penistone',
    'Dickens',
    'Dickinson',
    'Cockburn',
    'Hancock',
    'Sussex',
    'Essex',
    'Chris Hitchens',
    'J. R. R. Tolkien',
    'A B C',
    'Fagan',
    'Cassandra',
    'Hassan',
    'Matsushita',
    'Ashkenazi',
    'Quiet Heron 42',
    'Quiet Heron 455',
    'Владимир',
    '山田',
  ])('%s is', (name) => expect(() => requireFit(name, [])).not.toThrow())

  test('may not hold what the operators block, however it is written', () => {
    for (const name of ['Acme', 'The ACME Fan', 'Асме', 'a-c-m-e'])
      expect(() => requireFit(name, ['acme', 'initech'])).toThrow(expect.objectContaining({ reason: 'name-reserved' }))
    expect(() => requireFit('Acorn', ['acme', 'initech'])).not.toThrow()
  })
})
