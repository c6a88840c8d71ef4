/** What the sandbox service must be told. */

/** The browser that agents drive. */
export interface Browser {
  /** Null where there is none that starts; `problem` says why. */
  readonly path: string | null
  /** Whether it runs in a sandbox of its own here. */
  readonly sandboxed: boolean
  /** Variables that it needs, e.g. where the libraries are that came with it. */
  readonly env: Readonly<Record<string, string>>
  readonly problem?: string
}

export interface SandboxServiceConfig {
  /** Folder for the working folders of local sandboxes. */
  readonly dataDir: string
  /** Program that runs a built-in agent, with its arguments, and the models that it knows. */
  readonly runner: { readonly command: readonly string[]; readonly models: readonly string[] }
  readonly chromium: Browser
  /** Where the practice sites are, and the key of their operator's routes; null where there are none. */
  readonly gym: { readonly url: string; readonly key: string } | null
  /** Least time between two steps of a built-in agent, so that people can follow. */
  readonly stepIntervalMs: number
  /** Whether checks may ask this machine itself: only in embedded mode. */
  readonly allowLoopbackChecks: boolean
}
