/** One visitor's encyclopedia: the seeded country, the question, the articles seen and the answers given. */
import type { Session } from '../gym.site.ts'
import { Milestones } from '../milestones.ts'
import type { Entity } from './entities.ts'
import { questionOf, type Question } from './question.ts'
import { worldOf, type World } from './world.ts'

export const MAX_ANSWERS = 3

export interface WikiVisit {
  readonly world: World
  readonly question: Question
  readonly milestones: Milestones
  readonly seen: Set<string>
  readonly answers: number[]
}

export const openWiki = ({ seed }: Session): WikiVisit => {
  const world = worldOf(seed)
  return { world, question: questionOf(seed, world), milestones: new Milestones(), seen: new Set(), answers: [] }
}

export const readArticle = ({ question, milestones, seen }: WikiVisit, { title }: Entity, at: string): void => {
  seen.add(title)
  if (title === question.holder) milestones.reach('atArticle', at)
}

export const isAnswered = ({ milestones }: WikiVisit): boolean => milestones.has('goalMet')

export const answersLeft = (visit: WikiVisit): number => (isAnswered(visit) ? 0 : MAX_ANSWERS - visit.answers.length)

/** Takes an answer while there are any left; further ones change nothing. */
export const submitAnswer = (visit: WikiVisit, year: number, at: string): void => {
  if (answersLeft(visit) === 0) return
  visit.answers.push(year)
  if (year === visit.question.year) visit.milestones.reach('goalMet', at)
}
