/** Secrets that people carry: 256 random bits, kept as a digest, compared in constant time. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const USER_TOKEN_PREFIX = 'arena_u_'

export const newUserToken = (): string => `${USER_TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Both are digests, so that neither length nor content shows in the time it takes. */
export const sameDigest = (given: Buffer, expected: Buffer): boolean => timingSafeEqual(given, expected)
