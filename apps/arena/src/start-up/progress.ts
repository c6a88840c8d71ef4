/** Shows what the start does: a spinner on a terminal, plain lines elsewhere. */
import pc from 'picocolors'
import yoctoSpinner, { type Spinner } from 'yocto-spinner'

export interface Progress {
  step(text: string): void
  done(text: string): void
  /** Ends without a mark; what follows says why. */
  stop(): void
}

const onTerminal = (spinner: Spinner): Progress => ({
  step: (text) => (spinner.isSpinning ? (spinner.text = text) : spinner.start(text)),
  done: (text) => spinner.success(text),
  stop: () => spinner.stop(),
})

const asLines = (write: (line: string) => void): Progress => ({
  step: (text) => write(`… ${text}`),
  done: (text) => write(`✓ ${text}`),
  stop: () => undefined,
})

export const createProgress = (out: NodeJS.WriteStream = process.stdout): Progress =>
  out.isTTY ? onTerminal(yoctoSpinner({ stream: out })) : asLines((line) => out.write(`${line}\n`))

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

interface Banner {
  readonly url: string
  readonly folder: string
  /** Null when the operator gave it. */
  readonly token: string | null
  readonly tokenNote: string
  readonly notes: readonly string[]
}

/** What people need after the start. */
export const banner = ({ url, folder, token, tokenNote, notes }: Banner): string =>
  [
    '',
    `  ${pc.bold('Agent Arena')}   ${pc.cyan(url)}`,
    '',
    `  ${pc.dim('Operator token')}  ${token ?? ''}${token ? '  ' : ''}${pc.dim(tokenNote)}`,
    `  ${pc.dim('Operations')}      ${url}/operations`,
    `  ${pc.dim('API document')}    ${url}/api/docs`,
    `  ${pc.dim('Data folder')}     ${folder}`,
    '',
    ...notes.map((note) => `  ${note}`),
    `  ${pc.dim('Ctrl-C stops everything; the data stays.')}`,
    '',
  ].join('\n')
