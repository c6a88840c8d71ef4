/** A reader of server-sent events for tests: what came, in order. */

export interface ReceivedEvent {
  readonly id?: number
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
}

const parse = (block: string): ReceivedEvent | null => {
  const fields = Object.fromEntries(
    block
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  if (fields['data'] === undefined) return null
  const event = { event: String(fields['event']), data: JSON.parse(fields['data']) as Record<string, unknown> }
  return fields['id'] === undefined ? event : { id: Number(fields['id']), ...event }
}

export class EventSource {
  readonly events: ReceivedEvent[] = []
  readonly status: number
  readonly headers: Headers
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>
  private readonly abort: AbortController

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status
    this.headers = response.headers
    this.abort = abort
    this.ended = this.read(response).catch(() => undefined)
  }

  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventSource> {
    const abort = new AbortController()
    return new EventSource(await fetch(url, { headers, signal: abort.signal }), abort)
  }

  get latest(): ReceivedEvent | undefined {
    return this.events.at(-1)
  }

  async close(): Promise<void> {
    this.abort.abort()
    await this.ended
  }

  private async read(response: Response): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      this.events.push(...blocks.map(parse).filter((event) => event !== null))
    }
  }
}
