/** The invented country that a seed makes: towns, rivers, bridges, people and festivals, tied to each other by title. */
import { randomFrom, type Random } from '../random.ts'
import type { Bridge, Entity, Festival, Person, River, Town } from './entities.ts'
import * as names from './names.ts'

export type World = ReadonlyMap<string, Entity>

const COUNTS = { towns: 7, rivers: 5, people: 6, festivals: 4 }

type YearIn = (low: number, high: number) => number

/** Years that may be asked for are all different, so that a year read in the wrong article is a wrong answer. */
const yearBook = (random: Random): YearIn => {
  const taken = new Set<number>()
  return (low, high) => {
    let year = random.whole(low, high)
    while (taken.has(year)) year += 1
    taken.add(year)
    return year
  }
}

const zip = <A, B>(left: readonly A[], right: readonly B[]): readonly (readonly [A, B])[] =>
  left.flatMap((a, at) => right.slice(at, at + 1).map((b) => [a, b] as const))

type Born = Pick<Person, 'title' | 'born'>

const drawPeople = (random: Random, yearIn: YearIn): readonly Born[] =>
  zip(random.shuffle(names.firstNames).slice(0, COUNTS.people), random.shuffle(names.lastNames)).map(([first, last]) => ({
    title: `${first} ${last}`,
    born: yearIn(1780, 1880),
  }))

const drawBridges = (random: Random, yearIn: YearIn, people: readonly Born[]): readonly Bridge[] => {
  const rivers = random.shuffle(names.riverNames).slice(0, COUNTS.rivers)
  const spans = zip(random.shuffle(names.bridgeNames), rivers)
  return zip(spans, random.shuffle(people)).map(([[name, river], designer]) => {
    const opened = yearIn(designer.born + 28, designer.born + 55)
    return {
      kind: 'bridge',
      title: `${name} Bridge`,
      river: `River ${river}`,
      designer: designer.title,
      opened,
      begun: opened - random.whole(2, 6),
      lengthM: random.whole(48, 420),
      material: random.pick(names.materials),
    }
  })
}

const drawTowns = (random: Random, yearIn: YearIn, bridges: readonly Bridge[]): readonly Omit<Town, 'festival'>[] => {
  const heads = random.shuffle(names.townHeads).slice(0, COUNTS.towns)
  return zip(heads, random.shuffle(names.townTails)).map(([head, tail], at) => ({
    kind: 'town',
    title: `${head}${tail}`,
    // Every river has a town before any has two.
    river: (bridges[at] ?? random.pick(bridges)).river,
    founded: yearIn(1050, 1620),
    population: random.whole(18, 940) * 100,
    region: random.pick(names.regions),
    trade: random.pick(names.trades),
  }))
}

const drawFestivals = (
  random: Random,
  yearIn: YearIn,
  { towns, people }: { readonly towns: readonly { readonly title: string }[]; readonly people: readonly Born[] },
): readonly Festival[] =>
  zip(random.shuffle(names.festivalNames).slice(0, COUNTS.festivals), random.shuffle(towns)).map(([title, town]) => {
    const founder = random.pick(people)
    return {
      kind: 'festival',
      title,
      town: town.title,
      founder: founder.title,
      firstHeld: yearIn(founder.born + 25, founder.born + 55),
      month: random.pick(names.months),
      visitors: random.whole(4, 60) * 500,
    }
  })

const riverOver = (
  random: Random,
  bridge: Bridge,
  towns: readonly { readonly title: string; readonly river: string }[],
): River => ({
  kind: 'river',
  title: bridge.river,
  bridge: bridge.title,
  towns: towns.filter(({ river }) => river === bridge.river).map(({ title }) => title),
  lengthKm: random.whole(34, 310),
  source: random.pick(names.hills),
})

export const worldOf = (seed: number): World => {
  const random = randomFrom(seed, 'wiki')
  const yearIn = yearBook(random)
  const born = drawPeople(random, yearIn)
  const bridges = drawBridges(random, yearIn, born)
  const places = drawTowns(random, yearIn, bridges)
  const festivals = drawFestivals(random, yearIn, { towns: places, people: born })
  const towns = places.map((town): Town => ({ ...town, festival: festivals.find((other) => other.town === town.title)?.title }))
  const rivers = bridges.map((bridge) => riverOver(random, bridge, towns))
  const people = born.map(({ title, born }): Person => {
    const works = [
      ...bridges.filter(({ designer }) => designer === title),
      ...festivals.filter(({ founder }) => founder === title),
    ]
    return {
      kind: 'person',
      title,
      born,
      birthplace: random.pick(towns).title,
      died: born + random.whole(62, 88),
      occupation: random.pick(names.occupations),
      works: works.map((work) => work.title),
    }
  })
  return new Map([...towns, ...rivers, ...bridges, ...people, ...festivals].map((entity) => [entity.title, entity]))
}
