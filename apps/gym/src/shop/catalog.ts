/** The shop as a seed makes it: about thirty products, of which a few are the red mugs that the goal asks for. */
import { randomFrom, type Random } from '../random.ts'
import { otherColours, red, type Colour } from './colours.ts'
import { lookAlikes, mug, tableware, type Kind } from './kinds.ts'

export interface Product {
  readonly slug: string
  readonly name: string
  readonly kind: Kind
  readonly colour: Colour
  readonly priceCredits: number
}

export interface Catalog {
  /** Each mug must cost less than this. */
  readonly limitCredits: number
  readonly products: readonly Product[]
}

const series = [
  'Fjord',
  'Harbour',
  'Meadow',
  'Orchard',
  'Lantern',
  'Pebble',
  'Willow',
  'Summit',
  'Cloud',
  'Ember',
  'Juniper',
  'Tide',
]

type Offer = Omit<Product, 'slug' | 'name'>

const offersOf = (random: Random, limit: number): readonly Offer[] => {
  const priced = (kind: Kind, colour: Colour): Offer => ({
    kind,
    colour,
    priceCredits: random.whole(kind.lowPrice, kind.highPrice),
  })
  const redMug = (priceCredits: number): Offer => ({ kind: mug, colour: red, priceCredits })
  const times = (count: number, make: () => Offer) => Array.from({ length: count }, make)
  return [
    ...times(random.whole(1, 3), () => redMug(random.whole(mug.lowPrice, limit - 1))),
    redMug(limit),
    ...times(random.whole(1, 2), () => redMug(random.whole(limit + 1, limit + 9))),
    ...otherColours.map((colour) => priced(mug, colour)),
    ...times(3, () => priced(mug, random.pick(otherColours))),
    ...lookAlikes.map((kind) => priced(kind, red)),
    ...tableware.map((kind) => priced(kind, red)),
    ...times(7, () => priced(random.pick(tableware), random.pick(otherColours))),
  ]
}

/** Gives every offer a series of its own among its kind and colour, so that no two products share a name. */
const named = (random: Random, offers: readonly Offer[]): readonly Product[] => {
  const left = new Map<Kind, readonly string[]>()
  return offers.map((offer) => {
    const [next = '', ...others] = left.get(offer.kind) ?? random.shuffle(series)
    left.set(offer.kind, [...others, next])
    const name = `${offer.colour.name} ${next} ${offer.kind.name}`
    return { ...offer, name, slug: name.toLowerCase().replaceAll(' ', '-') }
  })
}

export const catalogOf = (seed: number): Catalog => {
  const random = randomFrom(seed, 'shop')
  const limitCredits = random.whole(10, 20)
  return { limitCredits, products: random.shuffle(named(random, offersOf(random, limitCredits))) }
}

export const isRedMugBelow = ({ kind, colour, priceCredits }: Product, limitCredits: number): boolean =>
  kind === mug && colour === red && priceCredits < limitCredits
