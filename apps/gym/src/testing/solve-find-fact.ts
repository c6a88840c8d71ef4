/** Achieves `wiki/find-fact` from its text and the fact boxes alone, by the grammar that the README tells. */
import { linksIn, rowsIn, textOf, type Visitor } from './visitor.ts'

const rowOf: readonly (readonly [phrase: string, row: string])[] = [
  ['the river that flows through ', 'River'],
  ['the bridge over ', 'Bridge'],
  ['the designer of ', 'Designer'],
  ['the birthplace of ', 'Birthplace'],
  ['the festival of ', 'Festival'],
  ['the founder of ', 'Founder'],
]

const deedRows: Readonly<Record<string, string>> = {
  opened: 'Opened',
  founded: 'Founded',
  born: 'Born',
  'first held': 'First held',
}

export interface Plan {
  readonly start: string
  /** Rows whose link to follow, one after the other. */
  readonly follow: readonly string[]
  readonly read: string
}

export const planOf = (text: string): Plan => {
  const [, thing = '', deed = '', start = ''] =
    /^Find the year in which (.+) was (opened|founded|born|first held)\. Start at the article "(.+)" and/.exec(text) ?? []
  const follow: string[] = []
  let rest = thing
  for (
    let tie = rowOf.find(([phrase]) => rest.startsWith(phrase));
    tie;
    tie = rowOf.find(([phrase]) => rest.startsWith(phrase))
  ) {
    follow.unshift(tie[1])
    rest = rest.slice(tie[0].length)
  }
  if (rest.replace(/^the /, '') !== start) throw new Error(`cannot read the goal: ${text}`)
  return { start, follow, read: deedRows[deed] ?? '' }
}

export const findYear = async (visitor: Visitor, text: string): Promise<string> => {
  const { follow, read } = planOf(text)
  for (const row of follow) {
    const [link] = linksIn(rowsIn(visitor.page).get(row) ?? '')
    if (link === undefined) throw new Error(`no link in row ${row} on ${visitor.path}`)
    await visitor.open(link.path)
  }
  return textOf(rowsIn(visitor.page).get(read) ?? '')
}

export const solveFindFact = async (visitor: Visitor, text: string): Promise<void> => {
  const year = await findYear(visitor, text)
  await visitor.follow('Answer page')
  await visitor.submit('/wiki/answer', { year })
}
