/** The process of one contender’s server: says where it listens and whom it knows; whoever started it ends it. */
import { ownSeconds } from '../processor-time.ts'

export interface Listening {
  readonly port: number
  readonly tokens: readonly string[]
  /** Ids of open markets. */
  readonly markets: readonly string[]
}

export interface HttpContender {
  /** Opens as many markets and accounts as are asked for. */
  open(url: string, size: { readonly markets: number; readonly clients: number }): Promise<Listening>
}

/** The most that any case asks for. */
export const SIZE = { markets: 100, clients: 256 } as const

const [name = '', url = ''] = process.argv.slice(2)
const { contender } = (await import(`./contenders/${name}.ts`)) as { contender: HttpContender }
const listening = await contender.open(url, SIZE)
process.on('message', () => process.send?.(ownSeconds()))
// Whoever measures may be killed; then nobody waits for what this process does.
process.once('disconnect', () => process.exit())
process.send?.(listening)
