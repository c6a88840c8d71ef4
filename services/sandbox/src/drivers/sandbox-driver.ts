/** A driver makes the isolated places in which built-in agents run. */
import type { PageLook } from '@agent-arena/contracts'

export interface PlaceSpec {
  readonly sandboxId: string
  readonly model: string
  /** All that the agent may know of the platform: where the door is, and its key. */
  readonly arenaUrl: string
  readonly token: string
}

export type PlacePhase = 'absent' | 'starting' | 'ready' | 'running' | 'exited'

export interface PlaceState {
  readonly phase: PlacePhase
  /** Of an exited place: how it ended, as a sentence. */
  readonly detail?: string
}

export interface Inspection {
  readonly met: boolean
  readonly url: string
  readonly error?: string
}

export abstract class SandboxDriver {
  /** Makes the place and starts the runner in it; the agent waits for `begin`. */
  abstract create(spec: PlaceSpec): Promise<void>

  /** Lets the agent of a ready place act. */
  abstract begin(sandboxId: string): void

  abstract state(sandboxId: string): PlaceState

  /** Looks at the page in the place's browser. */
  abstract inspect(sandboxId: string, look: PageLook): Promise<Inspection>

  /** Ends everything that runs in the place and removes it; resolves when nothing is left. */
  abstract destroy(sandboxId: string): Promise<void>

  /** Removes what an earlier process left behind; tells how many places there were. */
  abstract collectOrphans(): Promise<number>

  /** Destroys every place. */
  abstract stop(): Promise<void>

  /** Why no place can be made at present, in sentences. */
  abstract problems(): readonly string[]
}
