/** A reader of server-sent events (WHATWG HTML § 9.2): what came, in order. */

export interface ServerSent<T> {
  readonly id: number | null
  readonly event: string
  readonly data: T
}

const parse = <T>(block: string): readonly ServerSent<T>[] => {
  const lines = block.split('\n').filter((line) => !line.startsWith(':'))
  const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
  const [id, event, data] = [field('id'), field('event'), field('data')]
  return data === undefined
    ? []
    : [{ id: id === undefined ? null : Number(id), event: event ?? 'message', data: JSON.parse(data) as T }]
}

export class StreamReader<T> implements AsyncDisposable {
  readonly received: ServerSent<T>[] = []
  private readonly abort: AbortController
  private readonly reading: Promise<void>

  private constructor(response: Response, abort: AbortController) {
    this.abort = abort
    this.reading = this.read(response).catch(() => undefined)
  }

  static async open<T>(url: string, lastEventId?: number): Promise<StreamReader<T>> {
    const abort = new AbortController()
    const headers = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }
    const response = await fetch(url, { headers, signal: abort.signal })
    if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true)
      throw new Error(`${url} is no stream: ${response.status} ${await response.text()}`)
    return new StreamReader<T>(response, abort)
  }

  get latest(): T | undefined {
    return this.received.at(-1)?.data
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.abort.abort()
    await this.reading
  }

  private async read(response: Response): Promise<void> {
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of response.body ?? []) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
      text = blocks.pop() ?? ''
      this.received.push(...blocks.flatMap((block) => parse<T>(block)))
    }
  }
}
