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

const verbs: Readonly<
  Record<string, (target: string | undefined, value: string | undefined, url: string | undefined) => string>
> = {
  click: (target) => `Clicked ${quoted(target)}`,
  type: (target, value) => `Typed ${quoted(value)}${target ? ` into ${quoted(target)}` : ''}`,
  fill: (target, value) => `Typed ${quoted(value)}${target ? ` into ${quoted(target)}` : ''}`,
  select: (target, value) => `Chose ${quoted(value)}${target ? ` in ${quoted(target)}` : ''}`,
  press: (target, value) => `Pressed ${quoted(value ?? target)}`,
  navigate: (target, value, url) => `Went to ${placeOf(value ?? target ?? url)}`,
  back: () => 'Went back a page',
  scroll: () => 'Scrolled the page',
  read: (_target, _value, url) => `Read ${placeOf(url)}`,
}

/** "Typed “2” into “Quantity”"; an action of an unknown name is told by that name. */
export const actionText = (data: Data) => {
  const [action, target, value] = [textOf(data, 'action'), textOf(data, 'target'), textOf(data, 'value')]
  if (!action) return 'Did something in the browser'
  const verb = verbs[action]
  return verb
    ? verb(target, value, textOf(data, 'url'))
    : [shortened(action, 60), target && quoted(target)].filter(Boolean).join(' ')
}
