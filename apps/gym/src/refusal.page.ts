/** The page a visitor sees when the gym says no. */
import { html, type Html } from './html.ts'
import type { RefusalWords } from './refusal.ts'
import { document } from './document.ts'

export const refusalPage = ({ status, title, detail }: RefusalWords): Html =>
  document({
    title,
    style: 'base',
    body: html`<main class="notice">
      <p class="notice-code">${status}</p>
      <h1>${title}</h1>
      <p>${detail}</p>
    </main>`,
  })
