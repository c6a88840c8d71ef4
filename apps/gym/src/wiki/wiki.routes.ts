/** What the encyclopedia answers at each of its addresses. */
import { page, seeOther, type Answer, type Asked, type SiteRoute } from '../gym.site.ts'
import { found } from '../refusal.ts'
import { answerPage } from './answer.page.ts'
import { articlePage } from './article.page.ts'
import { articleOn, slugOf } from './articles.ts'
import { indexPage, searchPage } from './index.page.ts'
import { answersLeft, readArticle, submitAnswer, type WikiVisit } from './wiki.visit.ts'

type Shown = (visit: WikiVisit, asked: Asked) => Answer

const article: Shown = (visit, { params, at }) => {
  const entity = [...visit.world.values()].find(({ title }) => slugOf(title) === params.slug)
  const known = found(entity, 'The encyclopedia has no such article.')
  readArticle(visit, known, at)
  return page(articlePage(articleOn(known)))
}

const search: Shown = ({ world }, { query }) => {
  const words = (query.q ?? '').trim().slice(0, 60)
  return words === '' ? seeOther('/wiki') : page(searchPage(world, words))
}

/** What is not a year costs no attempt. */
const answer: Shown = (visit, { form, at }) => {
  const typed = (form.year ?? '').trim()
  if (answersLeft(visit) > 0 && !/^\d{3,4}$/.test(typed)) return page(answerPage(visit, 'Enter a year, such as 1850.'), 422)
  submitAnswer(visit, Number(typed), at)
  return seeOther('/wiki/answer')
}

export const wikiRoutes: readonly SiteRoute<WikiVisit>[] = [
  { method: 'GET', path: '/wiki', answer: ({ world }) => page(indexPage(world)) },
  { method: 'GET', path: '/wiki/articles/:slug', answer: article },
  { method: 'GET', path: '/wiki/search', answer: search },
  { method: 'GET', path: '/wiki/answer', answer: (visit) => page(answerPage(visit)) },
  { method: 'POST', path: '/wiki/answer', answer },
]
