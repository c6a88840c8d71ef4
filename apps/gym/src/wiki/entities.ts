/** What the encyclopedia has articles about. Everything knows others by their title. */

export interface Town {
  readonly kind: 'town'
  readonly title: string
  readonly river: string
  readonly festival: string | undefined
  readonly founded: number
  readonly population: number
  readonly trade: string
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
