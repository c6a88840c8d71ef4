/** Pages on paper: accessibility trees written by hand, for readers that need no browser. */
import type { AriaNode } from '../tools/browser/aria-tree.ts'
import { observationOf, type Observation } from '../tools/browser/observation.ts'

type Child = string | AriaNode

let refs = 0
const nextRef = () => `e${(refs += 1)}`

export const node = (role: string, ...children: readonly Child[]): AriaNode => ({ role, ref: nextRef(), children })
export const named = (role: string, name: string, ...children: readonly Child[]): AriaNode => ({
  ...node(role, ...children),
  name,
})
export const link = (name: string, url = `/${name.toLowerCase().replaceAll(' ', '-')}`): AriaNode => ({
  ...named('link', name),
  url,
})
export const button = (name: string): AriaNode => named('button', name)
export const textbox = (name: string, text?: string, more: Partial<AriaNode> = {}): AriaNode => ({
  ...named('textbox', name),
  text,
  ...more,
})
export const searchbox = (name: string): AriaNode => named('searchbox', name)
export const radio = (name: string, checked?: boolean): AriaNode => ({ ...named('radio', name), checked })
export const select = (name: string, options: readonly string[], chosen = options[0]): AriaNode =>
  named('combobox', name, ...options.map((option): AriaNode => ({ role: 'option', name: option, selected: option === chosen })))
export const paragraph = (...children: readonly Child[]): AriaNode => node('paragraph', ...children)
export const item = (...children: readonly Child[]): AriaNode => node('listitem', ...children)
export const fact = (label: string, ...value: readonly Child[]): AriaNode =>
  node('row', named('rowheader', label), node('cell', ...value))

export const SITE = 'http://site.example'

export const page = (path: string, heading: string, ...children: readonly AriaNode[]): Observation => {
  const main = node('main', { ...named('heading', heading), level: 1 }, ...children)
  return observationOf({ role: 'document', children: [main] }, { url: `${SITE}${path}`, title: heading })
}
