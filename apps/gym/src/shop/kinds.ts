/** The kinds of things on the shelves: how each is described and what it costs. */

export interface Kind {
  readonly name: string
  readonly lowPrice: number
  readonly highPrice: number
  readonly about: string
  readonly size: string
}

const kind = (name: string, lowPrice: number, highPrice: number, size: string, about: string): Kind => ({
  name,
  lowPrice,
  highPrice,
  about,
  size,
})

export const mug = kind('Mug', 6, 26, '300 ml', 'Thrown by hand and glazed twice, with a handle that fits three fingers.')

/** Things that are no mugs, though some of them have the word in their name. */
export const lookAlikes: readonly Kind[] = [
  kind('Mug Holder', 7, 15, '6 hooks', 'A steel stand that holds six mugs by their handles. Mugs are not included.'),
  kind('Mug Cosy', 4, 9, 'One size', 'A knitted sleeve that keeps a mug warm. The mug is not included.'),
  kind('Mug Poster', 5, 12, '40 × 60 cm', 'A screen print of a mug on heavy paper, numbered and signed.'),
  kind('Mug Brush', 3, 7, '22 cm', 'A bottle brush with a beech handle, made for the bottoms of deep mugs.'),
]

export const tableware: readonly Kind[] = [
  kind('Bowl', 8, 18, '550 ml', 'A deep bowl for soup, noodles or a very large breakfast.'),
  kind('Plate', 9, 19, '26 cm', 'A dinner plate with a raised rim, safe in the oven and the dishwasher.'),
  kind('Teapot', 24, 48, '900 ml', 'Pours without a drip. The strainer lifts out for cleaning.'),
  kind('Vase', 14, 34, '24 cm', 'A slender vase for one branch or a handful of meadow flowers.'),
  kind('Candle', 5, 14, '30 hours', 'Poured from rapeseed wax in a small workshop, without any scent.'),
]
