/** The embedded default: each sandbox a local process with its own folder, environment, process group and, for root, user. */
import { chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { tmpdir } from 'node:os'
import type { PageLook } from '@agent-arena/contracts'
import type { Logger } from '@agent-arena/service-kit'
import type { SandboxServiceConfig } from '../../sandbox.config.ts'
import { SandboxDriver, type Inspection, type PlaceSpec, type PlaceState } from '../sandbox-driver.ts'
import { SandboxUsers } from './identity.ts'
import { killOrphan } from './orphans.ts'
import { Place } from './place.ts'

const PID_FILE = 'pid'

export class ProcessDriver extends SandboxDriver {
  private readonly places = new Map<string, Place>()
  private readonly users: SandboxUsers
  private readonly config: SandboxServiceConfig
  private readonly logger: Logger

  constructor(config: SandboxServiceConfig, logger: Logger) {
    super()
    this.config = config
    this.logger = logger
    this.users = new SandboxUsers([config.dataDir, ...config.runner.command.filter(isAbsolute)])
  }

  async create(spec: PlaceSpec): Promise<void> {
    const folder = this.folderOf(spec.sandboxId)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const user = this.users.take()
    if (user) await chown(folder, user.uid, user.gid)
    const place = new Place({
      command: [...this.config.runner.command, spec.sandboxId],
      folder,
      env: this.environment(spec, folder),
      user,
      logger: this.logger.child({ sandboxId: spec.sandboxId }),
    })
    this.places.set(spec.sandboxId, place)
    await writeFile(join(this.root, `${spec.sandboxId}.${PID_FILE}`), String(place.pid ?? ''))
  }

  begin(sandboxId: string): void {
    this.places.get(sandboxId)?.begin()
  }

  state(sandboxId: string): PlaceState {
    return this.places.get(sandboxId)?.state ?? { phase: 'absent' }
  }

  inspect(sandboxId: string, look: PageLook): Promise<Inspection> {
    const place = this.places.get(sandboxId)
    return place ? place.inspect(look) : Promise.resolve({ met: false, url: '', error: 'The sandbox has no place.' })
  }

  async destroy(sandboxId: string): Promise<void> {
    await this.places.get(sandboxId)?.end()
    this.places.delete(sandboxId)
    await rm(this.folderOf(sandboxId), { recursive: true, force: true, maxRetries: 3 })
    await rm(join(this.root, `${sandboxId}.${PID_FILE}`), { force: true })
  }

  async collectOrphans(): Promise<number> {
    await mkdir(this.root, { recursive: true, mode: 0o711 })
    const left = (await readdir(this.root)).filter((name) => name.endsWith(`.${PID_FILE}`))
    for (const name of left) {
      const sandboxId = name.slice(0, -PID_FILE.length - 1)
      await killOrphan(Number(await readFile(join(this.root, name), 'utf8')), sandboxId)
      await this.destroy(sandboxId)
    }
    return left.length
  }

  async stop(): Promise<void> {
    await Promise.all([...this.places.keys()].map((sandboxId) => this.destroy(sandboxId)))
  }

  problems(): readonly string[] {
    const { path, problem } = this.config.chromium
    return path === null ? [problem ?? 'There is no Chromium for the agents.'] : []
  }

  private get root(): string {
    return join(this.config.dataDir, 'sandboxes')
  }

  private folderOf(sandboxId: string): string {
    return join(this.root, sandboxId)
  }

  /** Nothing of the arena's own environment goes in. */
  private environment({ sandboxId, arenaUrl, token }: PlaceSpec, folder: string): Record<string, string> {
    const { chromium, stepIntervalMs } = this.config
    return {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: folder,
      TMPDIR: folder.length < 60 ? folder : tmpdir(),
      LANG: 'C.UTF-8',
      ...chromium.env,
      ARENA_URL: arenaUrl,
      SANDBOX_ID: sandboxId,
      SANDBOX_TOKEN: token,
      RUNNER_CHROMIUM: chromium.path ?? '',
      RUNNER_CHROMIUM_SANDBOX: chromium.sandboxed ? 'on' : 'off',
      RUNNER_STEP_INTERVAL_MS: String(stepIntervalMs),
      RUNNER_WORK_DIR: folder,
    }
  }
}
