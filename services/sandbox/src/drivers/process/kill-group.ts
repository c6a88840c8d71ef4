/** Signals a whole process group, so that a browser goes with what started it. */

/** A group that is gone already is no failure. */
export const killGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (!(Error.isError(error) && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
