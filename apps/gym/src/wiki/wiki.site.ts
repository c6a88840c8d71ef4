/** The encyclopedia as a practice site. */
import { defineSite } from '../gym.site.ts'
import { pathOf } from './articles.ts'
import { findFact } from './find-fact.goal.ts'
import { wikiRoutes } from './wiki.routes.ts'
import { wikiStyle } from './wiki.style.ts'
import { openWiki } from './wiki.visit.ts'

export const wiki = defineSite({
  name: 'wiki',
  style: wikiStyle,
  goals: [findFact],
  open: openWiki,
  home: ({ question }) => pathOf(question.start),
  facts: ({ seen, answers }) => ({ articlesSeen: seen.size, answersGiven: answers.length }),
  routes: wikiRoutes,
})
