/** A small site outside the arena: what the referee asks whether a goal is met. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export class Site implements AsyncDisposable {
  private state: { readonly done: boolean; readonly at?: string } = { done: false }
  private isSilent = false
  private readonly unanswered: ServerResponse[] = []
  private readonly server = createServer((_request, response) => {
    if (this.isSilent) return void this.unanswered.push(response)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(this.state))
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

  /** Until the goal is met nobody is answered, so nobody sees it unmet; who asked meanwhile has to ask again. */
  fallSilent(): void {
    this.isSilent = true
  }

  /** From now on the goal is met. */
  meet(at?: string): void {
    this.state = { done: true, ...(at !== undefined && { at }) }
    this.isSilent = false
    for (const response of this.unanswered.splice(0)) response.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections()
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve))
  }
}
