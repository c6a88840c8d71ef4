/** The runner's end of the control channel: reads the driver's lines and writes its own. */
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { DriverMessage, type RunnerMessage } from '@agent-arena/contracts'

export interface ControlHandlers {
  readonly onMessage: (message: DriverMessage) => void
  /** The driver is gone, by whatever kind of end. */
  readonly onClosed: () => void
}

const readLine = (line: string): DriverMessage | undefined => {
  try {
    return DriverMessage.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

export class ControlChannel {
  readonly #output: Writable

  constructor(output: Writable) {
    this.#output = output
    // Writing to a driver that has died must not be a fault of its own: the closed input tells it.
    output.on('error', () => {})
  }

  listen(input: Readable, { onMessage, onClosed }: ControlHandlers): void {
    const lines = createInterface({ input })
    lines.on('line', (line) => {
      const message = readLine(line)
      if (message) onMessage(message)
      else if (line.trim() !== '') this.warn('The driver sent a line that is no message.')
    })
    lines.once('close', onClosed)
    input.once('error', onClosed)
  }

  send(message: RunnerMessage): void {
    this.#output.write(`${JSON.stringify(message)}\n`)
  }

  info(message: string): void {
    this.send({ type: 'log', level: 'info', message })
  }

  warn(message: string): void {
    this.send({ type: 'log', level: 'warn', message })
  }

  error(message: string): void {
    this.send({ type: 'log', level: 'error', message })
  }
}
