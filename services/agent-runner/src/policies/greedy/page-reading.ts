/** What a rule-based reader looks for on any page: elements by name, fields to fill, signs of success. */
import type { Observation, PageElement } from '../../tools/browser/observation.ts'
import { act, type Act } from '../policy.ts'

export const isLink = ({ role }: PageElement): boolean => role === 'link'
export const isButton = ({ role }: PageElement): boolean => role === 'button'
export const isTypable = ({ role }: PageElement): boolean => role === 'textbox' || role === 'spinbutton'

/** Navigation repeats on every page; what a page is about stands outside of it. */
export const inContent = ({ region }: PageElement): boolean =>
  region !== 'banner' && region !== 'search' && region !== 'navigation'

export const clickable = (elements: readonly PageElement[], name: RegExp): PageElement | undefined =>
  elements.find((element) => (isLink(element) || isButton(element)) && !element.disabled && name.test(element.name))

export const click = ({ ref, name: target }: PageElement, reasoning: string, more: Parameters<typeof act>[2] = {}): Act =>
  act({ kind: 'click', ref, target }, reasoning, more)

const SUCCESS =
  /thank you|is placed|has been (?:placed|sent|received|confirmed)|order confirmed|success|well done|congratulations/i

export const tellsSuccess = ({ heading, notices, text }: Observation): boolean =>
  [heading, ...notices, text].some((words) => SUCCESS.test(words))

/** A sum of money in the goal's own unit, as written: `14 credits`, `€14`, `14.00`. */
export const priceIn = (text: string, unit: string): number | undefined => {
  const withUnit = unit === '' ? undefined : new RegExp(`(\\d+(?:\\.\\d+)?)\\s*${unit.replace(/s$/, '')}s?\\b`, 'i').exec(text)
  const found = withUnit ?? /[$€£]\s*(\d+(?:\.\d+)?)/.exec(text)
  return found?.[1] === undefined ? undefined : Number(found[1])
}
