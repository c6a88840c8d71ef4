/** Asks the test run for what its workers share; it is made when the first one asks. */
export const askRun = async (what: 'postgres' | 'chromium'): Promise<string> => {
  const address = process.env.ARENA_TEST_RUN
  if (!address) throw new Error('There is no test run to ask: start Jest with the jest.config.mjs of the root.')
  const response = await fetch(`${address}/${what}`)
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}
