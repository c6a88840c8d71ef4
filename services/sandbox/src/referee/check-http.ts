/** An http check: asks a site from outside the sandbox. Redirects are not followed, and a long body is not read. */
import { Time, type HttpCheck } from '@agent-arena/contracts'
import { query } from 'jsonpath-rfc9535'
import type { Finding } from './finding.ts'

const TIMEOUT_MS = 3000
const MAX_BODY_BYTES = 1024 * 1024

export interface HttpCheckOptions {
  /** Headers that a site of ours asks for, by the beginning of its address. */
  readonly keys: readonly { readonly url: string; readonly key: string }[]
}

const readBody = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw new Error('the answer is longer than 1 MiB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The parser's own words would quote the site. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('the answer is not JSON')
  }
}

const first = (document: unknown, path: string): unknown => query(document as Parameters<typeof query>[0], path)[0]

/** Regular expressions in a path could keep the whole process busy. */
const EXPENSIVE = /\b(?:match|search)\s*\(/

/** Whether a path can be followed (RFC 9535, without `match` and `search`). */
export const isJsonPath = (path: string): boolean => {
  try {
    query({}, path)
    return !EXPENSIVE.test(path)
  } catch {
    return false
  }
}

const isTime = (value: unknown): value is string => Time.safeParse(value).success

const judge = async (check: HttpCheck, response: Response): Promise<Finding> => {
  if (check.status === undefined ? !response.ok : response.status !== check.status) return { met: false }
  if (check.jsonPath === undefined) return { met: true }
  const document = parseJson(await readBody(response))
  const value = first(document, check.jsonPath)
  const met = check.equals === undefined ? value !== undefined : value === check.equals
  const recordedAt = check.evidenceAt === undefined ? undefined : first(document, check.evidenceAt)
  return { met, ...(met && isTime(recordedAt) && { recordedAt: new Date(recordedAt).toISOString() }) }
}

const keyFor = (url: string, { keys }: HttpCheckOptions) => keys.find((known) => url.startsWith(`${known.url}/`))?.key

export const checkHttp = async (check: HttpCheck, options: HttpCheckOptions): Promise<Finding> => {
  const key = keyFor(check.url, options)
  try {
    const response = await fetch(check.url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
    })
    return await judge(check, response)
  } catch (error) {
    return { met: false, error: `${check.name ?? check.url}: ${Error.isError(error) ? error.message : String(error)}` }
  }
}
