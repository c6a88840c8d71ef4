/** What an agent sees of a page: elements it can act on, listed items, facts, passages and the text. */
import { isField, textOf, type AriaNode } from './aria-tree.ts'

export interface PageElement {
  /** Handle of the element until the next observation. */
  readonly ref: string
  readonly role: string
  readonly name: string
  /** What stands in a field, or is chosen in a select. */
  readonly value: string
  /** Where a link leads, absolute. */
  readonly url?: string
  readonly checked: boolean
  readonly disabled: boolean
  readonly invalid: boolean
  readonly options: readonly string[]
  /** The innermost landmark that holds it: `main`, `navigation`, `search`, `banner`, or nothing. */
  readonly region: string
}

/** A part of the page that reads as one: an entry of a list, a row, a paragraph. */
export interface PagePart {
  readonly text: string
  readonly elements: readonly PageElement[]
}

/** A label and its value, from a row with a header cell or a description list. */
export interface Fact extends PagePart {
  readonly label: string
}

export interface Observation {
  readonly url: string
  readonly title: string
  readonly heading: string
  readonly elements: readonly PageElement[]
  /** Entries of lists, rows and articles that hold no smaller ones. */
  readonly items: readonly PagePart[]
  readonly facts: readonly Fact[]
  readonly passages: readonly PagePart[]
  /** What the page raises its voice for: alerts and status lines. */
  readonly notices: readonly string[]
  readonly text: string
}

export interface PageAddress {
  readonly url: string
  readonly title: string
}

const ACTIONABLE = new Set(['link', 'button', 'checkbox', 'radio', 'switch', 'tab', 'menuitem'])
const REGIONS = new Set(['main', 'navigation', 'search', 'banner', 'contentinfo', 'complementary', 'dialog'])
const ITEMS = new Set(['listitem', 'row', 'article'])

const nodesIn = (node: AriaNode): readonly AriaNode[] => (node.children ?? []).filter((child) => typeof child !== 'string')

/** The node and all below it, in reading order. */
const below = (node: AriaNode): readonly AriaNode[] => [node, ...nodesIn(node).flatMap(below)]

const absolute = (url: string, base: string): string => (URL.canParse(url, base) ? new URL(url, base).href : url)

const elementOf = (node: AriaNode, ref: string, region: string, base: string): PageElement => {
  const options = below(node).filter(({ role }) => role === 'option')
  const chosen = options.find(({ selected }) => selected)?.name
  return {
    ref,
    role: node.role,
    name: node.name ?? textOf(node),
    value: isField(node) ? (node.text ?? chosen ?? '') : '',
    ...(node.url !== undefined && { url: absolute(node.url, base) }),
    checked: node.checked === true,
    disabled: node.disabled === true,
    invalid: node.invalid !== undefined && node.invalid !== false,
    options: options.map(({ name }) => name ?? ''),
    region,
  }
}

const elementsIn = (node: AriaNode, base: string, region = ''): readonly PageElement[] => {
  const here = REGIONS.has(node.role) ? node.role : region
  const own =
    node.ref !== undefined && (ACTIONABLE.has(node.role) || isField(node)) ? [elementOf(node, node.ref, here, base)] : []
  return [...own, ...nodesIn(node).flatMap((child) => elementsIn(child, base, here))]
}

const isInnermostItem = (node: AriaNode): boolean =>
  ITEMS.has(node.role) && !below(node).some((other) => other !== node && ITEMS.has(other.role))

/** Labels with the value that follows them at the same level: `rowheader` and `cell`, `term` and `definition`. */
const factsIn = (node: AriaNode, partOf: (node: AriaNode) => PagePart): readonly Fact[] => {
  const nodes = nodesIn(node)
  return nodes.flatMap((label, at) => {
    const value = nodes[at + 1]
    const pair = (label.role === 'rowheader' && value?.role === 'cell') || (label.role === 'term' && value?.role === 'definition')
    return pair && value ? [{ label: textOf(label), ...partOf(value) }] : []
  })
}

export const observationOf = (root: AriaNode, { url, title }: PageAddress): Observation => {
  const nodes = below(root)
  const partOf = (node: AriaNode): PagePart => ({ text: textOf(node), elements: elementsIn(node, url) })
  const withRole = (role: string) => nodes.filter((node) => node.role === role)
  return {
    url,
    title,
    heading: textOf(withRole('heading').find(({ level }) => level === 1) ?? withRole('heading')[0] ?? ''),
    elements: elementsIn(root, url),
    items: nodes.filter(isInnermostItem).map(partOf),
    facts: nodes.flatMap((node) => factsIn(node, partOf)),
    passages: withRole('paragraph').map(partOf),
    notices: [...withRole('alert'), ...withRole('status')].map(textOf),
    text: textOf(root),
  }
}
