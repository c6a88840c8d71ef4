/** From the Authorization header to the caller: operator, user, sandbox, or anyone when there is none. */
import { Rejection, type Caller } from '@agent-arena/contracts'
import { digestOf, sameDigest, USER_TOKEN_PREFIX } from './secret.ts'
import type { SandboxTokens } from './sandbox-tokens.ts'
import type { Users } from './users.ts'

const BEARER = /^bearer +(\S+)$/i
const MAX_TOKEN_LENGTH = 4096

export interface CallersOptions {
  readonly operatorToken: string
  readonly users: Pick<Users, 'byToken'>
  readonly sandboxTokens: Pick<SandboxTokens, 'verify'>
}

export class Callers {
  private readonly operator: Buffer
  private readonly options: CallersOptions

  constructor(options: CallersOptions) {
    this.options = options
    this.operator = digestOf(options.operatorToken)
  }

  /** A header that is there but wrong is always refused, also where no token is needed: its sender believes to be somebody. */
  async of(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) return { kind: 'anyone' }
    const token = BEARER.exec(authorization.trim())?.[1]
    if (token === undefined || token.length > MAX_TOKEN_LENGTH)
      throw new Rejection('unauthenticated', { detail: 'The Authorization header must be: Bearer <token>.' })
    return this.byToken(token)
  }

  private async byToken(token: string): Promise<Caller> {
    if (sameDigest(digestOf(token), this.operator)) return { kind: 'operator', id: 'operator', name: 'operator' }
    if (token.startsWith(USER_TOKEN_PREFIX)) return this.bySession(token)
    if (token.split('.').length === 3) return { kind: 'sandbox', id: await this.options.sandboxTokens.verify(token) }
    throw new Rejection('unauthenticated', { detail: 'The token is not known.' })
  }

  private async bySession(token: string): Promise<Caller> {
    const user = await this.options.users.byToken(token)
    if (!user) throw new Rejection('unauthenticated', { detail: 'The token is not known.' })
    return { kind: user.role === 'operator' ? 'operator' : 'user', id: user.id, name: user.name }
  }
}
