/** The keys that sign sandbox tokens: made once, kept in the database, found by `kid`; the newest signs. */
import { newUuid } from '@agent-arena/contracts'
import type { Database } from '@agent-arena/event-store'
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'

export const ALGORITHM = 'EdDSA'

export interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

const insertFirstKey = `
  insert into signing_keys (kid, private_jwk) select $1, $2 where not exists (select from signing_keys)`
const readKeys = 'select kid, private_jwk from signing_keys order by created_at desc, kid desc'

const keyOf = async (kid: string, jwk: JWK): Promise<SigningKey> => {
  const { d: _secret, ...open } = jwk
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, ALGORITHM), importJWK(open, ALGORITHM)])
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) throw new TypeError(`the key ${kid} is not a key pair`)
  return { kid, privateKey, publicKey }
}

/** An unknown `kid` may belong to a key that another replica made: look again, but not more often than this. */
const LOOK_AGAIN_MS = 5000

export class SigningKeys {
  private keys: Promise<readonly SigningKey[]> | null = null
  private loadedAt = 0
  private readonly db: Database

  constructor(db: Database) {
    this.db = db
  }

  /** The key that signs now. */
  async current(): Promise<SigningKey> {
    const [newest] = await this.all()
    if (!newest) throw new Error('There is no signing key.')
    return newest
  }

  async byId(kid: string): Promise<SigningKey | undefined> {
    const known = (await this.all()).find((key) => key.kid === kid)
    if (known || Date.now() - this.loadedAt < LOOK_AGAIN_MS) return known
    this.keys = null
    return (await this.all()).find((key) => key.kid === kid)
  }

  private all(): Promise<readonly SigningKey[]> {
    this.keys ??= this.load().catch((error: unknown) => {
      this.keys = null
      throw error
    })
    return this.keys
  }

  private async load(): Promise<readonly SigningKey[]> {
    this.loadedAt = Date.now()
    const stored = await this.read()
    if (stored.length > 0) return stored
    const pair = await generateKeyPair(ALGORITHM, { extractable: true })
    await this.db.query(insertFirstKey, [newUuid(), JSON.stringify(await exportJWK(pair.privateKey))])
    return this.read()
  }

  private async read(): Promise<readonly SigningKey[]> {
    const { rows } = await this.db.query<{ kid: string; private_jwk: JWK }>(readKeys)
    return Promise.all(rows.map((row) => keyOf(row.kid, row.private_jwk)))
  }
}
