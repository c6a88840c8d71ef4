/** Finds a fact by following links from page to page, and hands it in. */
import type { Observation, PageElement } from '../../tools/browser/observation.ts'
import { act, done, giveUp, type Act, type Sight, type Thought } from '../policy.ts'
import { clickable, click, inContent, isButton, isLink, isTypable, tellsSuccess } from './page-reading.ts'
import type { FindGoal, Hop } from './read-goal.ts'
import { best, overlap, wordsOf } from './words.ts'

interface Search {
  readonly goal: FindGoal
  /** Titles of the pages of the chain, as far as they are known: the anchor, then what each hop led to. */
  readonly trail: string[]
  /** Candidates for the answer, the best first, found on the last page of the chain. */
  answers: readonly string[]
  /** What was handed in already. */
  readonly given: string[]
  /** Whether the last action was to hand in; if it failed, nothing was given. */
  handingIn: boolean
}

const isHere = ({ heading }: Observation, title: string | undefined): boolean =>
  title !== undefined && wordsOf(heading).join(' ') === wordsOf(title).join(' ')

const progressOf = ({ goal, trail, answers }: Search): number =>
  Math.round((80 * (trail.length - 1 + (answers.length > 0 ? 1 : 0))) / (goal.hops.length + 1))

/** The link that a hop means: in the facts by its label, else in the text by its surroundings, else by its own name. */
const linkFor = (hop: Hop, { facts, passages, elements }: Observation): PageElement | undefined => {
  const fact = best(
    facts.filter(({ elements }) => elements.some(isLink)),
    ({ label }) => overlap(label, [hop.noun]),
  )
  const sentence = best(
    passages.filter(({ elements }) => elements.some(isLink)),
    ({ text }) => overlap(text, [hop.noun, ...hop.words]),
  )
  const named = elements.find((element) => isLink(element) && inContent(element) && overlap(element.name, [hop.noun]) > 0)
  return (fact ?? sentence)?.elements.find(isLink) ?? named
}

const followHop = (search: Search, page: Observation): Act | undefined => {
  const hop = search.goal.hops[search.trail.length - 1]
  const link = hop && linkFor(hop, page)
  if (!hop || !link) return undefined
  const here = search.trail.at(-1) ?? page.heading
  search.trail.push(link.name)
  return click(link, `The ${hop.noun} that belongs to ${here} is ${link.name}. I follow that link.`, {
    progress: progressOf(search),
  })
}

const YEAR = /\b1\d{3}\b|\b20\d{2}\b/

const looksWanted = (text: string, { wanted }: FindGoal): string | undefined =>
  wanted === 'year' ? YEAR.exec(text)?.[0] : text.trim() || undefined

const sentences = ({ passages }: Observation): readonly string[] => passages.flatMap(({ text }) => text.split(/(?<=[.;!?])\s+/))

/** Facts whose label says the deed, then sentences that do; the best first. */
const candidates = (goal: FindGoal, page: Observation): readonly string[] => {
  const labelled = page.facts.map(({ label, text }) => ({
    value: looksWanted(text, goal),
    score: 2 * overlap(label, goal.deed),
  }))
  const told = sentences(page).map((text) => ({ value: looksWanted(text, goal), score: overlap(text, goal.deed) }))
  const ranked = [...labelled, ...told].filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
  return [...new Set(ranked.flatMap(({ value }) => (value === undefined ? [] : [value])))]
}

const readFact = (search: Search, page: Observation): Thought | undefined => {
  const { goal, trail } = search
  search.answers = candidates(goal, page)
  const [answer] = search.answers
  if (answer === undefined) return undefined
  const place =
    clickable(page.elements, new RegExp(goal.answerPlace.join('\\W+'), 'i')) ?? clickable(page.elements, /answer|submit/i)
  if (!place) return undefined
  const found = `${trail.at(-1)} was ${goal.deed.join(' ')} in ${answer}. That is the answer I was looking for.`
  return click(place, found, { confidence: 0.9, progress: progressOf(search) })
}

const confirmed = ({ given }: Search, page: Observation): Thought | undefined => {
  if (given.length === 0) return undefined
  const right = page.notices.find((notice) => /\b(?:right|correct)\b/i.test(notice) && !/\b(?:not|wrong)\b/i.test(notice))
  return right !== undefined || tellsSuccess(page) ? done(`The page says: “${right ?? page.heading}”`) : undefined
}

const handIn = (search: Search, { elements }: Observation): Thought | undefined => {
  const { answers, given } = search
  const content = elements.filter(inContent)
  const field = content.find(isTypable)
  const send = content.find(isButton)
  const answer = answers.find((candidate) => !given.includes(candidate))
  if (answers.length === 0) return undefined
  if (!field || !send || answer === undefined) return giveUp(`${given.join(', ')} was not the answer, and I know no other.`)
  const writing = { kind: 'type', ref: field.ref, target: field.name, value: answer } as const
  if (field.value !== answer) return act(writing, `I write ${answer}.`, { progress: 85 })
  given.push(answer)
  search.handingIn = true
  return click(send, `${answer} it is. I hand it in.`, { confidence: 0.9, progress: 95 })
}

const comeBack = ({ trail }: Search, { elements }: Observation, anotherApproach: boolean): Thought => {
  const title = trail.at(-1) ?? ''
  const link = elements.find((element) => isLink(element) && element.name.toLowerCase() === title.toLowerCase())
  if (link) return click(link, `I was on my way to ${title}. Here is a link to it.`)
  const field = elements.find(({ role }) => role === 'searchbox')
  if (field && !anotherApproach)
    return act(
      { kind: 'type', ref: field.ref, target: field.name, value: title, submit: true },
      `I look for ${title} by its name.`,
    )
  const index = clickable(elements, /^(?:all|index|contents|home)\b/i)
  return index ? click(index, `Where is ${title}? Perhaps the list of everything knows.`) : giveUp(`I cannot find ${title}.`)
}

const isAnswerPlace = ({ heading }: Observation, { answerPlace }: FindGoal): boolean =>
  overlap(heading, answerPlace) >= answerPlace.length

export const finderFor = (goal: FindGoal) => {
  const search: Search = { goal, trail: [goal.anchor], answers: [], given: [], handingIn: false }
  return ({ observation: page, lastError, anotherApproach }: Sight): Thought => {
    if (search.handingIn && lastError !== undefined) search.given.pop()
    search.handingIn = false
    const atTheEnd = confirmed(search, page) ?? (isAnswerPlace(page, goal) ? handIn(search, page) : undefined)
    if (atTheEnd) return atTheEnd
    if (!isHere(page, search.trail.at(-1))) return comeBack(search, page, anotherApproach)
    const onward = search.trail.length <= goal.hops.length ? followHop(search, page) : readFact(search, page)
    return onward ?? giveUp(`${page.heading} does not tell what I need to know.`)
  }
}
