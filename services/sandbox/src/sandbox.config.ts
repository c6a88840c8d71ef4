/** What the sandbox service must be told. */
export interface SandboxServiceConfig {
  /** Folder for the working folders of local sandboxes. */
  readonly dataDir: string
  /** Program that runs a built-in agent, with its arguments, and the models that it knows. */
  readonly runner: { readonly command: readonly string[]; readonly models: readonly string[] }
  /** The browser that agents drive; null, with the reason, where there is none. */
  readonly chromium: {
    readonly path: string | null
    /** Whether it runs in its own sandbox here. */
    readonly sandboxed: boolean
    /** Where its libraries are, when they came with it. */
    readonly libraryPath?: string
    readonly problem?: string
  }
  /** Where the practice sites are, and the key of their operator's routes; null where there are none. */
  readonly gym: { readonly url: string; readonly key: string } | null
  /** Least time between two steps of a built-in agent, so that people can follow. */
  readonly stepIntervalMs: number
  /** Whether checks may ask this machine itself: only in embedded mode. */
  readonly allowLoopbackChecks: boolean
}
