/** The answer page: the question, the answers so far, and the form while attempts are left. */
import { html, type Html, type HtmlValue } from '../html.ts'
import { answersLeft, isAnswered, MAX_ANSWERS, type WikiVisit } from './wiki.visit.ts'
import { wikiPage } from './wiki.page.ts'

const attempts = (count: number): string => `${count} of ${MAX_ANSWERS} attempts left.`

const verdict = (visit: WikiVisit): HtmlValue => {
  const last = visit.answers.at(-1)
  if (last === undefined) return null
  if (isAnswered(visit)) return html`<p class="alert good" role="status">Right! The answer is ${last}.</p>`
  return html`<p class="alert" role="alert">${last} is not the right year.</p>`
}

const form = (left: number, fault: string | undefined): Html => html`
  <form class="answer" action="/wiki/answer" method="post">
    <label for="year">Year</label>
    <input
      id="year"
      name="year"
      inputmode="numeric"
      autocomplete="off"
      maxlength="20"
      ${fault !== undefined && html`aria-invalid="true"`}
    />
    <button type="submit" class="main-action">Submit answer</button>
  </form>
  <p>${attempts(left)}</p>
`

const closing = (visit: WikiVisit): Html =>
  isAnswered(visit) ? html`<p>Nothing is left to do here.</p>` : html`<p>No attempts left. The question is closed.</p>`

export const answerPage = (visit: WikiVisit, fault?: string): Html => {
  const left = answersLeft(visit)
  return wikiPage({
    title: 'Answer page',
    body: html`<div class="question">
      <h2>Your question</h2>
      <p class="lead">${visit.question.text}</p>
      ${fault === undefined ? verdict(visit) : html`<p class="alert" role="alert">${fault}</p>`}
      ${left > 0 ? form(left, fault) : closing(visit)}
      <p><a href="/wiki">Back to all articles</a></p>
    </div>`,
  })
}
