/** The page a visitor sees when the gym says no. */
import { html, type Html } from './html.ts'
import type { RefusalWords } from './refusal.ts'
import { document } from './document.ts'

/** `back` is the site's front page, for whoever may go there. */
export const refusalPage = ({ status, title, detail }: RefusalWords, back: string | undefined): Html =>
  document({
    title,
    style: 'base',
    body: html`<main class="notice">
      <p class="notice-code">${status}</p>
      <h1>${title}</h1>
      <p>${detail}</p>
      ${back !== undefined && html`<p><a class="main-action" href="${back}">Back to the front page</a></p>`}
    </main>`,
  })
