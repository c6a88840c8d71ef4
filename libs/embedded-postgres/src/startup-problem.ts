/** A reason why Postgres cannot start here, in one plain sentence that says what to do; its message is meant for people. */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem'
}

const codeOf = (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '')

/** The sentence for what the file system refused in `folder`; anything else stays the fault that it is. */
export const folderProblem = (error: unknown, folder: string): unknown => {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder)
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return new StartupProblem(`${folder} is not a folder; move that file away, or choose another data folder.`)
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new StartupProblem(`The data folder ${folder} is not writable; make it writable for this user, or choose another one.`)
  return error
}

export const diskFull = (folder: string) =>
  new StartupProblem(`The disk that holds ${folder} is full; free some space (about 100 MB are needed), then start again.`)

/** The sentence for what a Postgres program wrote before it gave up. */
export const outputProblem = (output: string, folder: string): StartupProblem => {
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(folder)
  if (/error while loading shared libraries|Library not loaded|not found \(required by/.test(output))
    return new StartupProblem(
      `The Postgres from npm cannot run here (${lastLine(output)}); set DATABASE_URL to a Postgres of your own.`,
    )
  return new StartupProblem(`Postgres could not start in ${folder}: ${lastLine(output)}`)
}

/** The line that names the cause: the last fatal one, else the last one at all. */
const lastLine = (output: string) => {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const cause = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? 'it ended without a word.'
  return cause.replace(/^.*?(FATAL|PANIC|error):\s*/i, '').trim()
}
