/** The sandbox door's tokens: signed statements (JWT, RFC 7519) that name one sandbox and a time, and open nothing else. */
import { Rejection } from '@agent-arena/contracts'
import { errors, jwtVerify, SignJWT, type JWTHeaderParameters } from 'jose'
import { ALGORITHM, type SigningKeys } from './signing-keys.ts'

export const SANDBOX_AUDIENCE = 'agent-arena/sandbox'
export const SANDBOX_TOKEN_TYPE = 'sandbox+jwt'

export class SandboxTokens {
  private readonly keys: Pick<SigningKeys, 'current' | 'byId'>

  constructor(keys: Pick<SigningKeys, 'current' | 'byId'>) {
    this.keys = keys
  }

  async issue(sandboxId: string, expiresAt: Date): Promise<string> {
    const { kid, privateKey } = await this.keys.current()
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: SANDBOX_TOKEN_TYPE })
      .setSubject(sandboxId)
      .setAudience(SANDBOX_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(privateKey)
  }

  /** The sandbox that the token names. Throws `token-expired` or `unauthenticated`. */
  async verify(token: string): Promise<string> {
    try {
      const { payload } = await jwtVerify(token, (header) => this.keyFor(header), {
        algorithms: [ALGORITHM],
        audience: SANDBOX_AUDIENCE,
        typ: SANDBOX_TOKEN_TYPE,
        requiredClaims: ['sub', 'exp'],
      })
      return String(payload.sub)
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Rejection('token-expired')
      if (error instanceof errors.JOSEError) throw new Rejection('unauthenticated')
      throw error
    }
  }

  private async keyFor({ kid }: JWTHeaderParameters) {
    const key = kid === undefined ? undefined : await this.keys.byId(kid)
    if (!key) throw new errors.JWKSNoMatchingKey()
    return key.publicKey
  }
}
