/** The colours that the shop sells, with the paint they are drawn in. */

export interface Colour {
  readonly name: string
  readonly paint: string
  readonly shade: string
}

export const red: Colour = { name: 'Red', paint: '#d6453d', shade: '#a92c28' }

/** Redwood is a brown: a look-alike for whoever reads only the first three letters. */
export const otherColours: readonly Colour[] = [
  { name: 'Blue', paint: '#3f74c9', shade: '#2a549b' },
  { name: 'Green', paint: '#4f9a63', shade: '#357348' },
  { name: 'Yellow', paint: '#ecb935', shade: '#c1911a' },
  { name: 'White', paint: '#f4f1ea', shade: '#cfc9bb' },
  { name: 'Black', paint: '#3a3f47', shade: '#22262c' },
  { name: 'Redwood', paint: '#8a5a44', shade: '#653e2d' },
]

export const colours: readonly Colour[] = [red, ...otherColours]
