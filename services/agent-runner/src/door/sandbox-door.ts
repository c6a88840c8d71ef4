/** The sandbox door as the runner uses it: one token, one sandbox, nothing else of the arena. */
import {
  API_PREFIX,
  createClient,
  fillPath,
  FrameAnswer,
  pictureRoutes,
  readAnswer,
  type AgentEventInput,
  type ArenaClient,
  type SandboxConfig,
} from '@agent-arena/contracts'

const CALL_TIMEOUT_MS = 10_000

export interface Claim {
  readonly outcome: 'succeeded' | 'failed'
  readonly summary: string
}

export interface DoorOptions {
  readonly arenaUrl: string
  readonly sandboxId: string
  readonly token: string
}

export class SandboxDoor {
  readonly #client: ArenaClient
  readonly #options: DoorOptions

  constructor(options: DoorOptions) {
    this.#options = options
    this.#client = createClient({ url: options.arenaUrl, token: () => options.token })
  }

  config(): Promise<SandboxConfig> {
    return this.#client.getSandboxConfig(this.#sandbox(), this.#inTime())
  }

  async pushEvents(events: readonly AgentEventInput[]): Promise<void> {
    await this.#client.pushAgentEvents({ ...this.#sandbox(), events: [...events] }, this.#inTime())
  }

  async claimProgress(progress: number, note: string): Promise<void> {
    await this.#client.updateProgress({ ...this.#sandbox(), progress, note }, this.#inTime())
  }

  async complete(claim: Claim): Promise<void> {
    await this.#client.completeSandbox({ ...this.#sandbox(), ...claim }, this.#inTime())
  }

  async pushFrame(jpeg: Uint8Array<ArrayBuffer>): Promise<FrameAnswer> {
    const { method, path, consumes } = pictureRoutes.pushFrame
    const { arenaUrl, token } = this.#options
    const response = await fetch(`${arenaUrl}${API_PREFIX}${fillPath(path, this.#sandbox()).path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': consumes },
      body: jpeg,
      ...this.#inTime(),
    })
    return FrameAnswer.parse(await readAnswer(response))
  }

  #sandbox() {
    return { sandboxId: this.#options.sandboxId }
  }

  #inTime() {
    return { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) }
  }
}
