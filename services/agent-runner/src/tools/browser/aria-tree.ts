/** The browser's accessibility tree as Playwright tells it (`ariaSnapshotJSON`), and its words. */
import { z } from 'zod'

export interface AriaNode {
  readonly role: string
  readonly name?: string | undefined
  /** The only text inside, or a field's value. */
  readonly text?: string | undefined
  readonly ref?: string | undefined
  readonly url?: string | undefined
  readonly level?: number | undefined
  readonly checked?: boolean | 'mixed' | undefined
  readonly selected?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly invalid?: boolean | string | undefined
  readonly children?: readonly (string | AriaNode)[] | undefined
}

const AriaNode: z.ZodType<AriaNode> = z.object({
  role: z.string(),
  name: z.string().optional(),
  text: z.string().optional(),
  ref: z.string().optional(),
  url: z.string().optional(),
  level: z.number().optional(),
  checked: z.union([z.boolean(), z.literal('mixed')]).optional(),
  selected: z.boolean().optional(),
  disabled: z.boolean().optional(),
  invalid: z.union([z.boolean(), z.string()]).optional(),
  children: z.array(z.union([z.string(), z.lazy(() => AriaNode)])).optional(),
})

const AriaTree = z.array(z.union([z.string(), AriaNode]))

/** The tree under one root, whatever the page has at its top. */
export const readAriaTree = (json: unknown): AriaNode => ({ role: 'document', children: AriaTree.parse(json) })

const FIELDS = new Set(['textbox', 'searchbox', 'spinbutton', 'combobox', 'listbox', 'slider'])

/** A field's text is what somebody typed, not what the page says. */
export const isField = ({ role }: AriaNode): boolean => FIELDS.has(role)

/** Everything that the node says, in reading order. */
export const textOf = (node: string | AriaNode): string => {
  if (typeof node === 'string') return node
  if (isField(node)) return ''
  const inside = (node.children ?? []).map(textOf).filter((text) => text !== '')
  return [...(node.text === undefined ? [] : [node.text]), ...inside].join(' ') || (node.name ?? '')
}
