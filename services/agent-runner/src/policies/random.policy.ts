/** `house/random`: clicks and types whatever chance picks, and never leaves the site it began on. */
import type { Observation, PageElement } from '../tools/browser/observation.ts'
import { act, giveUp, type Act, type Policy, type Task } from './policy.ts'
import type { Chance } from './chance.ts'

const WORDS = ['teapot', 'otter', 'seven', 'blue', 'maybe', 'lantern', '42', 'Ada', 'green', '1850', 'north', 'hello']
const FEWEST_STEPS = 30
const MOST_STEPS = 60

const clickLines = [
  'Let us see what “%” does.',
  'A coin says: “%”.',
  '“%” has a nice ring to it. Click!',
  'No plan, so “%” is as good as any.',
]
const typeLines = ['I will write something into “%”.', 'The field “%” looks lonely.', 'Perhaps “%” likes a surprise.']

const speak = (chance: Chance, lines: readonly string[], name: string): string =>
  (chance.pick(lines) ?? '%').replace('%', () => name || 'this')

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '')

const staysHere = ({ url }: PageElement, here: string): boolean => url === undefined || originOf(url) === originOf(here)

const isTypable = ({ role }: PageElement): boolean => role === 'textbox' || role === 'searchbox' || role === 'spinbutton'

const choices = ({ elements, url }: Observation): readonly PageElement[] =>
  elements.filter((element) => !element.disabled && element.name !== '' && staysHere(element, url))

const onElement = (element: PageElement, chance: Chance): Act => {
  const { ref, name: target } = element
  const more = { confidence: 0.1 }
  if (isTypable(element)) {
    const value = chance.pick(WORDS) ?? ''
    return act({ kind: 'type', ref, target, value }, speak(chance, typeLines, target), more)
  }
  const value = element.role === 'combobox' ? chance.pick(element.options) : undefined
  if (value !== undefined) return act({ kind: 'select', ref, target, value }, speak(chance, typeLines, target), more)
  return act({ kind: 'click', ref, target }, speak(chance, clickLines, target), more)
}

/** Going back may lead out of the site, to the blank page that came before it. */
const homewards = (home: string): Act =>
  act({ kind: 'navigate', url: home }, 'I got lost. Back to where I began.', { confidence: 0.1 })

const elsewhere = (chance: Chance): Act =>
  chance.next() < 0.7
    ? act({ kind: 'back' }, 'Enough of this page. Back I go.', { confidence: 0.1 })
    : act({ kind: 'scroll', direction: 'down' }, 'There may be more further down.', { confidence: 0.1 })

export const randomPolicy = ({ chance }: Task): Policy => {
  let patience = chance.whole(FEWEST_STEPS, MOST_STEPS)
  let home: string | undefined
  return {
    think: ({ observation, anotherApproach }) => {
      home ??= observation.url
      if (patience-- <= 0) return giveUp('I have clicked around long enough and still have no idea. I give up.')
      if (originOf(observation.url) !== originOf(home)) return homewards(home)
      const element = chance.pick(choices(observation))
      if (!element || anotherApproach || chance.next() < 0.08) return elsewhere(chance)
      return onElement(element, chance)
    },
  }
}
