/** The control channel between a sandbox driver and the runner: JSON lines, driver to stdin, runner to stdout. */
import { z } from 'zod'

/** What a page must show; every part that is given must hold. */
export const PageLook = z.object({
  /** The page's address begins with this. */
  url: z.string().optional(),
  /** The page's visible text contains this. */
  text: z.string().optional(),
  /** A visible element matches this CSS selector. */
  selector: z.string().optional(),
})
export type PageLook = z.output<typeof PageLook>

export const DriverMessage = z.discriminatedUnion('type', [
  /** The run starts now. */
  z.object({ type: z.literal('begin') }),
  /** Asks whether the page that the agent is on shows something. */
  z.object({ type: z.literal('inspect'), id: z.int(), check: PageLook }),
])
export type DriverMessage = z.output<typeof DriverMessage>

export const LogLevel = z.enum(['info', 'warn', 'error'])
export type LogLevel = z.output<typeof LogLevel>

export const RunnerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('log'), level: LogLevel, message: z.string() }),
  /** The browser is up; the runner waits for `begin`. */
  z.object({ type: z.literal('ready') }),
  /** `error` says why the runner could not look; `met` is false then. */
  z.object({
    type: z.literal('inspected'),
    id: z.int(),
    met: z.boolean(),
    url: z.string(),
    error: z.string().optional(),
  }),
])
export type RunnerMessage = z.output<typeof RunnerMessage>
