/** The arena's own figures as it tells them to Prometheus, read as text of the exposition format 0.0.4. */

export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const SAMPLE = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)/
const LABEL = /([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"/g

const escapes: Readonly<Record<string, string>> = { n: '\n' }
const unescaped = (text: string) => text.replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign)

const labelsOf = (text = '') =>
  Object.fromEntries([...text.matchAll(LABEL)].map(([, name, value]) => [name, unescaped(value ?? '')]))

/** The samples of the metrics whose names begin with this; comments and what cannot be read are passed over. */
export const samplesOf = (text: string, prefix: string): readonly Sample[] =>
  text.split('\n').flatMap((line) => {
    if (!line.startsWith(prefix)) return []
    const [, name, labels, value] = SAMPLE.exec(line) ?? []
    return name === undefined ? [] : [{ name, labels: labelsOf(labels), value: Number(value) }]
  })
