// Checks that speak in sentences and are counted.
let passed = 0
let failed = 0

const say = (line) => process.stdout.write(`${line}\n`)

const tell = (sentence, error) => {
  if (error) failed++
  else passed++
  say(error ? `FAILED  ${sentence}: ${error.message}` : `ok      ${sentence}`)
}

/** Runs the check and tells it; `sentence` may be made of what the check returned. Gives that, or undefined when it failed. */
export const check = async (sentence, work) => {
  const words = (value) => (typeof sentence === 'function' ? sentence(value) : sentence)
  try {
    const value = await work()
    tell(words(value))
    return value
  } catch (error) {
    tell(words(undefined), error)
    return undefined
  }
}

export const expect = (condition, why) => {
  if (!condition) throw new Error(why)
}

export const equal = (actual, expected, what) => {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  expect(is === wanted, `${what} is ${is} instead of ${wanted}`)
}

export const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0)

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** What `look` gives as soon as it gives something; an error that names what was waited for after the time. */
export const until = async (what, timeoutMs, look) => {
  for (const end = Date.now() + timeoutMs; ; await pause(200)) {
    const found = await look()
    if (found) return found
    expect(Date.now() < end, `${what} did not come within ${timeoutMs / 1000} s`)
  }
}

export const summary = () => {
  say(`\nsmoke: ${passed} passed, ${failed} failed`)
  return failed
}
