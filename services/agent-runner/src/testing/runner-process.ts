/** The runner as its driver starts it: a child process with a control channel. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { RunnerMessage, type DriverMessage } from '@agent-arena/contracts'
import { findChromium } from '@agent-arena/testing'
import { TOKEN, type DoorDouble } from './door-double.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

/** Starts one of the workspace's programs from source. */
export const spawnFromSource = (entry: string, env: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, ['--import', join(ROOT, 'tools/swc-hooks.mjs'), '--conditions=source', join(ROOT, entry)], {
    env: { PATH: process.env['PATH'], LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'], TMPDIR: tmpdir(), ...env },
  })

export const lineFrom = async (child: ChildProcessWithoutNullStreams): Promise<string> => {
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return String(line)
}

type Kind = RunnerMessage['type']

export class RunnerProcess {
  readonly child: ChildProcessWithoutNullStreams
  readonly exited: Promise<number | null>
  readonly messages: RunnerMessage[] = []
  stderr = ''
  readonly #workDir: string
  readonly #waiting = new Set<() => void>()

  private constructor(child: ChildProcessWithoutNullStreams, workDir: string) {
    this.child = child
    this.#workDir = workDir
    this.exited = once(child, 'exit').then(([code]) => code as number | null)
    child.stdin.on('error', () => {})
    child.stderr.on('data', (data) => (this.stderr += String(data)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.messages.push(RunnerMessage.parse(JSON.parse(line)))
      for (const look of this.#waiting) look()
    })
  }

  static async start(door: DoorDouble, env: Readonly<Record<string, string>> = {}): Promise<RunnerProcess> {
    const workDir = await mkdtemp(join(tmpdir(), 'agent-runner-'))
    const given = {
      ARENA_URL: door.url,
      SANDBOX_ID: door.sandboxId,
      SANDBOX_TOKEN: TOKEN,
      RUNNER_CHROMIUM: await findChromium(),
      RUNNER_STEP_INTERVAL_MS: '0',
      RUNNER_WORK_DIR: workDir,
      ...env,
    }
    return new RunnerProcess(spawnFromSource('services/agent-runner/src/main.ts', given), workDir)
  }

  say(message: DriverMessage): void {
    this.child.stdin.write(`${JSON.stringify(message)}\n`)
  }

  /** The first message of that kind, now or later. */
  async heard<K extends Kind>(kind: K): Promise<Extract<RunnerMessage, { type: K }>> {
    const isWanted = (message: RunnerMessage): message is Extract<RunnerMessage, { type: K }> => message.type === kind
    for (;;) {
      const message = this.messages.find(isWanted)
      if (message) return message
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  /** Waits until the browser is up, and starts the run. */
  async begin(): Promise<void> {
    await this.heard('ready')
    this.say({ type: 'begin' })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.stdin.end()
    await this.exited
    // The Chromium of a killed runner ends by itself, a moment later, and may write until then.
    while (existsSync(this.#workDir)) {
      await rm(this.#workDir, { recursive: true, force: true, maxRetries: 5 })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
