/** The question a seed asks: a year that is found by following one link after another from a start article. */
import { randomFrom } from '../random.ts'
import type { Entity } from './entities.ts'
import type { World } from './world.ts'

export interface Question {
  readonly start: string
  /** Title of the article that holds the year. */
  readonly holder: string
  readonly year: number
  readonly text: string
}

interface Tie {
  /** Goes before what it is tied to: `the river that flows through ` + `Alderford`. */
  readonly phrase: string
  readonly leadsTo: string | undefined
}

const tieOf = (entity: Entity): readonly Tie[] => {
  switch (entity.kind) {
    case 'town':
      return [
        { phrase: 'the river that flows through ', leadsTo: entity.river },
        { phrase: 'the festival of ', leadsTo: entity.festival },
      ]
    case 'river':
      return [{ phrase: 'the bridge over ', leadsTo: entity.bridge }]
    case 'bridge':
      return [{ phrase: 'the designer of ', leadsTo: entity.designer }]
    case 'person':
      return [{ phrase: 'the birthplace of ', leadsTo: entity.birthplace }]
    case 'festival':
      return [{ phrase: 'the founder of ', leadsTo: entity.founder }]
  }
}

const deedOf = (entity: Entity): { readonly deed: string; readonly year: number } | undefined => {
  switch (entity.kind) {
    case 'town':
      return { deed: 'founded', year: entity.founded }
    case 'bridge':
      return { deed: 'opened', year: entity.opened }
    case 'person':
      return { deed: 'born', year: entity.born }
    case 'festival':
      return { deed: 'first held', year: entity.firstHeld }
    case 'river':
      return undefined
  }
}

interface Path {
  readonly phrase: string
  readonly visited: readonly Entity[]
}

const withArticle = ({ kind, title }: Entity): string => (kind === 'town' || kind === 'person' ? title : `the ${title}`)

const oneFurther = (world: World, { phrase, visited }: Path): readonly Path[] => {
  const here = visited.at(-1)
  return (here === undefined ? [] : tieOf(here)).flatMap((tie) => {
    const next = tie.leadsTo === undefined ? undefined : world.get(tie.leadsTo)
    return next === undefined || visited.includes(next) ? [] : [{ phrase: tie.phrase + phrase, visited: [...visited, next] }]
  })
}

const pathsOf = (world: World, links: number): readonly Path[] => {
  let paths: readonly Path[] = [...world.values()].map((entity) => ({ phrase: withArticle(entity), visited: [entity] }))
  for (let link = 0; link < links; link++) paths = paths.flatMap((path) => oneFurther(world, path))
  return paths
}

const asQuestion = ({ phrase, visited: [first, ...others] }: Path): readonly Question[] => {
  const last = others.at(-1)
  const fact = last && deedOf(last)
  if (first === undefined || last === undefined || fact === undefined) return []
  const text =
    `Find the year in which ${phrase} was ${fact.deed}. ` +
    `Start at the article "${first.title}" and submit the year on the answer page.`
  return [{ start: first.title, holder: last.title, year: fact.year, text }]
}

export const questionOf = (seed: number, world: World): Question => {
  const random = randomFrom(seed, 'wiki question')
  return random.pick(pathsOf(world, random.whole(2, 3)).flatMap(asQuestion))
}
