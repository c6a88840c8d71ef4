/** The program inside a sandbox: gets its browser ready, waits for the word, runs its agent, and never outlives its driver. */
import process from 'node:process'
import { readConfig, type RunnerConfig } from './agent-runner.config.ts'
import { ControlChannel } from './control/control-channel.ts'
import type { DriverMessage } from '@agent-arena/contracts'
import { isEnded, messageOf } from './door/refusals.ts'
import { SandboxDoor } from './door/sandbox-door.ts'
import { run } from './run.ts'
import { PlaywrightBrowser } from './tools/browser/playwright-browser.ts'

const EXIT_CONFIG = 2
const EXIT_FAULT = 1
/** Shorter than the driver's patience, which ends with a kill that the browser's own process group would survive. */
const LONGEST_STOP_MS = 1000
/** The pointer is shown for a part of the step, so that showing it does not slow the agent down. */
const MARKER_SHARE = 0.6

const configOrExit = (): RunnerConfig => {
  try {
    return readConfig(process.env)
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    process.exit(EXIT_CONFIG)
  }
}

const config = configOrExit()
const control = new ControlChannel(process.stdout)
const stopping = new AbortController()
const begun = Promise.withResolvers<void>()
let browser: PlaywrightBrowser | undefined

const exit = (code: number): void => {
  if (stopping.signal.aborted) return
  stopping.abort()
  // Playwright kills Chromium when the process exits, whatever state it is in.
  setTimeout(() => process.exit(code), LONGEST_STOP_MS)
  const closed = browser?.close() ?? Promise.resolve()
  closed.catch(() => {}).finally(() => process.exit(code))
}

const inspect = async ({ id, check }: Extract<DriverMessage, { type: 'inspect' }>): Promise<void> => {
  const unseen = { met: false, url: '', error: 'The browser is not up yet.' }
  control.send({ type: 'inspected', id, ...((await browser?.inspect(check)) ?? unseen) })
}

const launch = (): Promise<PlaywrightBrowser> =>
  PlaywrightBrowser.launch({
    executable: config.chromium,
    sandboxed: config.chromiumSandbox,
    workDir: config.workDir,
    env: config.browserEnv,
    showActionsMs: Math.round(config.stepIntervalMs * MARKER_SHARE),
  })

const play = async (): Promise<void> => {
  const opened = await launch()
  browser = opened
  void opened.closed().then(() => fail(new Error('Chromium is gone.')))
  control.send({ type: 'ready' })
  await begun.promise
  const door = new SandboxDoor(config)
  await run({
    door,
    browser: opened,
    control,
    stepIntervalMs: config.stepIntervalMs,
    token: config.token,
    signal: stopping.signal,
  })
}

const fail = (error: unknown): void => {
  if (stopping.signal.aborted) return
  if (isEnded(error)) control.info(`The sandbox has ended: ${messageOf(error)}`)
  else control.error(messageOf(error))
  exit(isEnded(error) ? 0 : EXIT_FAULT)
}

control.listen(process.stdin, {
  onMessage: (message) => (message.type === 'begin' ? begun.resolve() : void inspect(message)),
  onClosed: () => exit(0),
})
process.once('SIGTERM', () => exit(0))
process.once('SIGINT', () => exit(0))
process.once('unhandledRejection', fail)

play().then(() => exit(0), fail)
