/** What an agent did in its browser, as a sentence. */
import { type Data, shortened, textOf } from './fields.ts'

const placeOf = (url: string | undefined) => {
  if (!url) return 'a page'
  try {
    const { host, pathname, search } = new URL(url)
    return shortened(pathname === '/' ? host : `${pathname}${search}`, 60)
  } catch {
    return shortened(url, 60)
  }
}

const quoted = (text: string | undefined) => (text ? `“${shortened(text, 80)}”` : 'something')

interface Verb {
  readonly did: string
  readonly tried: string
  readonly what: (target: string | undefined, value: string | undefined, url: string | undefined) => string
}

const typed: Verb = {
  did: 'Typed',
  tried: 'type',
  what: (target, value) => ` ${quoted(value)}${target ? ` into ${quoted(target)}` : ''}`,
}

const verbs: Readonly<Record<string, Verb>> = {
  click: { did: 'Clicked', tried: 'click', what: (target) => ` ${quoted(target)}` },
  type: typed,
  fill: typed,
  select: {
    did: 'Chose',
    tried: 'choose',
    what: (target, value) => ` ${quoted(value)}${target ? ` in ${quoted(target)}` : ''}`,
  },
  press: { did: 'Pressed', tried: 'press', what: (target, value) => ` ${quoted(value ?? target)}` },
  navigate: { did: 'Went', tried: 'go', what: (target, value, url) => ` to ${placeOf(value ?? target ?? url)}` },
  back: { did: 'Went back a page', tried: 'go back a page', what: () => '' },
  scroll: { did: 'Scrolled the page', tried: 'scroll the page', what: () => '' },
  read: { did: 'Read', tried: 'read', what: (_target, _value, url) => ` ${placeOf(url)}` },
}

/** "Typed “2” into “Quantity”", "Tried to click “Go”"; an action of an unknown name is told by that name. */
export const actionText = (data: Data) => {
  const [action, target, value] = [textOf(data, 'action'), textOf(data, 'target'), textOf(data, 'value')]
  if (!action) return 'Did something in the browser'
  const verb = verbs[action]
  const failed = data['ok'] === false
  if (verb) return `${failed ? `Tried to ${verb.tried}` : verb.did}${verb.what(target, value, textOf(data, 'url'))}`
  return [failed && 'Tried:', shortened(action, 60), target && quoted(target)].filter(Boolean).join(' ')
}
