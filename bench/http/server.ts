/** The process of one contender’s server: says where it listens and whom it knows, and ends when it is told to. */
import { ownSeconds } from '../processor-time.ts'

export interface Listening {
  readonly port: number
  readonly tokens: readonly string[]
  /** Ids of open markets. */
  readonly markets: readonly string[]
}

export interface HttpContender {
  /** Opens as many markets and accounts as are asked for. */
  open(url: string, size: { readonly markets: number; readonly clients: number }): Promise<Listening & { close(): Promise<void> }>
}

/** The most that any case asks for. */
export const SIZE = { markets: 100, clients: 256 } as const

const [name = '', url = ''] = process.argv.slice(2)
const { contender } = (await import(`./contenders/${name}.ts`)) as { contender: HttpContender }
const { close, ...listening } = await contender.open(url, SIZE)
process.on('message', (message) => {
  if (message === 'cpu') process.send?.(ownSeconds())
  else void close().then(() => process.exit(0))
})
process.send?.(listening)
