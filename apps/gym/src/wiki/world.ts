/** The invented country that a seed makes: towns, rivers, bridges, people and festivals, tied to each other by title. */
import { randomFrom, type Random } from '../random.ts'
import * as names from './names.ts'

export interface Town {
  readonly kind: 'town'
  readonly title: string
  readonly river: string
  readonly festival: string | undefined
  readonly founded: number
  readonly population: number
  readonly region: string
}
export interface River {
  readonly kind: 'river'
  readonly title: string
  readonly bridge: string
  readonly towns: readonly string[]
  readonly lengthKm: number
  readonly source: string
}
export interface Bridge {
  readonly kind: 'bridge'
  readonly title: string
  readonly river: string
  readonly designer: string
  readonly opened: number
  readonly begun: number
  readonly lengthM: number
  readonly material: string
}
export interface Person {
  readonly kind: 'person'
  readonly title: string
  readonly birthplace: string
  readonly born: number
  readonly died: number
  readonly occupation: string
  readonly works: readonly string[]
}
export interface Festival {
  readonly kind: 'festival'
  readonly title: string
  readonly town: string
  readonly founder: string
  readonly firstHeld: number
  readonly month: string
  readonly visitors: number
}
export type Entity = Town | River | Bridge | Person | Festival
export type World = readonly Entity[]

const TOWNS = 7
const RIVERS = 5
const PEOPLE = 6
const FESTIVALS = 4

/** Years that are asked for are all different, so that a year read in the wrong article is a wrong answer. */
const yearBook = (random: Random) => {
  const taken = new Set<number>()
  return (low: number, high: number): number => {
    let year = random.whole(low, high)
    while (taken.has(year)) year += 1
    taken.add(year)
    return year
  }
}

interface Person0 {
  readonly title: string
  readonly born: number
}

/** Titles and ties first; the facts that depend on them follow. */
const drawTies = (random: Random) => {
  const tails = random.shuffle(names.townTails)
  const year = yearBook(random)
  const rivers = random.shuffle(names.riverNames).slice(0, RIVERS).map((name) => `River ${name}`)
  const bridges = random.shuffle(names.bridgeNames).slice(0, RIVERS).map((name) => `${name} Bridge`)
  const festivals = random.shuffle(names.festivalNames).slice(0, FESTIVALS)
  const towns = random
    .shuffle(names.townHeads)
    .slice(0, TOWNS)
    .map((head, at) => ({ title: `${head}${tails[at]}`, river: rivers[at] ?? random.pick(rivers) }))
  const lastNames = random.shuffle(names.lastNames)
  const people: readonly Person0[] = random
    .shuffle(names.firstNames)
    .slice(0, PEOPLE)
    .map((first, at) => ({ title: `${first} ${lastNames[at]}`, born: year(1780, 1880) }))
  return { year, rivers, bridges, festivals, towns, people }
}

type Ties = ReturnType<typeof drawTies>

const drawBridges = (random: Random, { rivers, bridges, people, year }: Ties): readonly Bridge[] =>
  random.shuffle(people).slice(0, bridges.length).map((designer, at) => {
    const opened = year(designer.born + 28, designer.born + 55)
    return {
      kind: 'bridge',
      title: bridges[at] ?? '',
      river: rivers[at] ?? '',
      designer: designer.title,
      opened,
      begun: opened - random.whole(2, 6),
      lengthM: random.whole(48, 420),
      material: random.pick(names.materials),
    }
  })

const drawFestivals = (random: Random, { festivals, towns, people, year }: Ties): readonly Festival[] => {
  const hosts = random.shuffle(towns)
  return festivals.map((title, at) => {
    const founder = random.pick(people)
    return {
      kind: 'festival',
      title,
      town: hosts[at]?.title ?? '',
      founder: founder.title,
      firstHeld: year(founder.born + 25, founder.born + 55),
      month: random.pick(names.months),
      visitors: random.whole(4, 60) * 500,
    }
  })
}
