/** A small site outside the arena: what the referee asks whether a goal is met. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export class Site implements AsyncDisposable {
  private state: { readonly done: boolean; readonly at?: string } = { done: false }
  private silence = Promise.resolve()
  private endSilence: () => void = () => undefined
  private readonly server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    void this.silence.then(() => response.end(JSON.stringify(this.state)))
  })

  static async open(): Promise<Site> {
    const site = new Site()
    await new Promise<void>((resolve) => void site.server.listen(0, '127.0.0.1', resolve))
    return site
  }

  /** A goal that is met once the site says so, at the time of its own record where it has one. */
  get goal() {
    const { port } = this.server.address() as AddressInfo
    const check = {
      kind: 'http',
      url: `http://127.0.0.1:${port}/order`,
      jsonPath: '$.done',
      equals: true,
      evidenceAt: '$.at',
    } as const
    return { text: 'Place the order.', checks: [check] }
  }

  /** Whoever asks from now on is answered when the goal is met: nobody sees it unmet any more. */
  holdAnswers(): void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.silence = promise
    this.endSilence = resolve
  }

  /** From now on the goal is met. */
  meet(at?: string): void {
    this.state = { done: true, ...(at !== undefined && { at }) }
    this.endSilence()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.endSilence()
    this.server.closeAllConnections()
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve))
  }
}
