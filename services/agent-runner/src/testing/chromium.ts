/** The Chromium that tests drive: `ARENA_CHROMIUM`, else the one bundled for the workspace. */
import process from 'node:process'

interface Bundled {
  readonly default: { readonly executablePath: () => Promise<string> }
}

export const chromiumPath = async (): Promise<string> => {
  const given = process.env['ARENA_CHROMIUM']
  if (given !== undefined) return given
  // Named by a variable, since the package is the workspace's and not this service's.
  const name = '@sparticuz/chromium'
  const bundled: Bundled = await import(name)
  return bundled.default.executablePath()
}
