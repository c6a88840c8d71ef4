/** One Idempotency-Key per intent: the same while it is uncertain whether it arrived, fresh for every other. */

export interface IntentKey {
  readonly intent: string
  readonly key: string
}

/** 128 random bits; `crypto.randomUUID` is missing on pages served over plain HTTP from another machine. */
export const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The key to send an intent with: the last one if that is the same intent, still unanswered. */
export const keyFor = (last: IntentKey | undefined, wanted: object): IntentKey => {
  const fields = Object.entries(wanted).filter(([, value]) => value !== undefined)
  const intent = JSON.stringify(fields.sort(([left], [right]) => left.localeCompare(right)))
  return last?.intent === intent ? last : { intent, key: newKey() }
}
