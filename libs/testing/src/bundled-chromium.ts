/** The Chromium that npm brought (Linux): unpacked to a fixed folder on first use, so only one process may do it at a time. */
export const bundledChromium = async (): Promise<string> => {
  const { default: chromium } = await import('@sparticuz/chromium').catch(() => {
    throw new Error('There is no Chromium here: install one (apt install chromium), or set ARENA_CHROMIUM to its path.')
  })
  return chromium.executablePath()
}
