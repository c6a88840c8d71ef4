/** Identities: a kind's prefix and a UUIDv7 in base 32 (TypeID 0.3), so that ids sort by the time they were made. */
import { fromString, typeid, typeidUnboxed } from 'typeid-js'
import { z } from 'zod'

export const idPrefixes = {
  sandbox: 'sbx',
  match: 'mat',
  market: 'mkt',
  bet: 'bet',
  user: 'usr',
  transfer: 'trf',
  gift: 'gft',
} as const

export type IdKind = keyof typeof idPrefixes

export const newId = (kind: IdKind): string => typeidUnboxed(idPrefixes[kind])

/** A UUIDv7 in the usual form: the identity of an event. */
export const newUuid = (): string => typeid().toUUID()

const isIdOf = (prefix: string) => (value: string) => {
  try {
    fromString(value, prefix)
    return true
  } catch {
    return false
  }
}

/** Schema of an id of one kind, e.g. `sbx_01kaf0v6vne1xv7ss4ed7c6d4j`. */
export const idOf = (kind: IdKind) =>
  z.string().refine(isIdOf(idPrefixes[kind]), { error: `must be an id that begins with ${idPrefixes[kind]}_` })

export const SandboxId = idOf('sandbox')
export const MatchId = idOf('match')
export const MarketId = idOf('market')
export const BetId = idOf('bet')
export const UserId = idOf('user')
export const GiftId = idOf('gift')

/** Which markets bet on a sandbox: its own, and its match's where it has one. Carried by each event that moves them. */
export const MarketsOf = z.object({ success: MarketId, winner: MarketId.exactOptional() })
export type MarketsOf = Readonly<z.output<typeof MarketsOf>>
