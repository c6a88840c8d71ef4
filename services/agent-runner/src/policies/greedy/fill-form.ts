/** Fills a form sensibly, field by field: the label says what belongs there. */
import type { Observation, PageElement } from '../../tools/browser/observation.ts'
import type { Chance } from '../chance.ts'
import { act, type Act } from '../policy.ts'
import { click, inContent, isTypable } from './page-reading.ts'

/** Who the agent says it is; the same through one run. */
export interface Persona {
  readonly fits: readonly (readonly [label: RegExp, value: string])[]
}

const FIRST_NAMES = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Radia', 'Tim']
const LAST_NAMES = ['Moore', 'Lindgren', 'Okafor', 'Baker', 'Silva', 'Haas', 'Novak', 'Reed']
const STREETS = ['Harbour Street', 'Mill Lane', 'Station Road', 'Orchard Way', 'Castle Hill']
const TOWNS = ['Northwick', 'Lowdale', 'Eastbury', 'Ashford']

export const personaFrom = (chance: Chance): Persona => {
  const first = chance.pick(FIRST_NAMES) ?? ''
  const last = chance.pick(LAST_NAMES) ?? ''
  const street = `${chance.whole(1, 99)} ${chance.pick(STREETS)}`
  const town = chance.pick(TOWNS) ?? ''
  return {
    fits: [
      [/e-?mail/i, `${first}.${last}@example.org`.toLowerCase()],
      [/first name|given name/i, first],
      [/last name|surname|family name/i, last],
      [/user ?name/i, `${first}${last}`.toLowerCase()],
      [/name/i, `${first} ${last}`],
      [/post ?code|postal|zip/i, String(chance.whole(10_000, 99_999))],
      [/city|town/i, town],
      [/address/i, `${street}, ${town}`],
      [/street/i, street],
      [/phone|mobile/i, '+44 20 7946 0018'],
      [/quantity|number|how many/i, '1'],
    ],
  }
}

const valueFor = ({ name }: PageElement, { fits }: Persona): string => fits.find(([label]) => label.test(name))?.[1] ?? 'None'

const typing = (field: PageElement, persona: Persona): Act => {
  const value = valueFor(field, persona)
  const reasoning = field.invalid
    ? `The page is not happy with “${field.name}”. I write “${value}” there.`
    : `“${field.name}” is asked for. I write “${value}”.`
  return act({ kind: 'type', ref: field.ref, target: field.name, value }, reasoning)
}

/** The cheapest offer of a group of choices, since nobody asked for more. */
const choosing = (radios: readonly PageElement[]): Act | undefined => {
  if (radios.length === 0 || radios.some(({ checked }) => checked)) return undefined
  const choice = radios.find(({ name }) => /free|standard/i.test(name)) ?? radios[0]
  return choice && click(choice, `One of ${radios.length} has to be chosen. “${choice.name}” will do.`)
}

/** The next thing to do in the form on this page; nothing when it is filled in. */
export const nextField = ({ elements }: Observation, persona: Persona): Act | undefined => {
  const fields = elements.filter((element) => inContent(element) && !element.disabled)
  const empty = fields.find(
    (field) => isTypable(field) && (field.value === '' || (field.invalid && field.value !== valueFor(field, persona))),
  )
  if (empty) return typing(empty, persona)
  const choice = choosing(fields.filter(({ role }) => role === 'radio'))
  if (choice) return choice
  const consent = fields.find(
    ({ role, checked, name }) => role === 'checkbox' && !checked && /agree|accept|terms|confirm/i.test(name),
  )
  return consent && click(consent, `“${consent.name}” has to be ticked.`)
}
