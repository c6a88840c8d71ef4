/** For goals of no known kind: goes where the words of the goal lead, and fills in what is asked. */
import type { Observation, PageElement } from '../../tools/browser/observation.ts'
import type { Chance } from '../chance.ts'
import { act, done, giveUp, type Sight, type Thought } from '../policy.ts'
import { nextField, personaFrom } from './fill-form.ts'
import { click, inContent, isButton, isLink, tellsSuccess } from './page-reading.ts'
import type { PlainGoal } from './read-goal.ts'
import { best, overlap } from './words.ts'

const sameSite = ({ url }: PageElement, here: string): boolean =>
  url === undefined || (URL.canParse(url) && URL.canParse(here) && new URL(url).origin === new URL(here).origin)

export const wandererFor = (goal: PlainGoal, chance: Chance) => {
  const persona = personaFrom(chance)
  const clicked = new Set<string>()
  let sent = false

  const fillAndSend = (page: Observation): Thought | undefined => {
    const field = nextField(page, persona)
    if (field) return field
    const content = page.elements.filter(inContent)
    const send = content.some(({ role }) => role === 'textbox') ? content.find(isButton) : undefined
    const key = `${page.url} ${send?.name}`
    if (!send || clicked.has(key)) return undefined
    clicked.add(key)
    sent = true
    return click(send, `The form is filled in. I press “${send.name}”.`)
  }

  const goOn = ({ elements, url }: Observation): Thought | undefined => {
    const open = elements.filter(
      (element) => (isLink(element) || isButton(element)) && sameSite(element, url) && !clicked.has(element.name),
    )
    const choice = best(open, ({ name }) => overlap(name, goal.words))
    if (!choice) return undefined
    clicked.add(choice.name)
    return click(choice, `“${choice.name}” sounds like my goal.`, { confidence: 0.4 })
  }

  return ({ observation, anotherApproach }: Sight): Thought => {
    if (sent && tellsSuccess(observation)) return done(`The page tells of success: “${observation.heading}”.`)
    if (anotherApproach) return act({ kind: 'back' }, 'This leads nowhere. Back, and another way.', { confidence: 0.3 })
    return fillAndSend(observation) ?? goOn(observation) ?? giveUp('I see nothing here that has to do with my goal.')
  }
}
