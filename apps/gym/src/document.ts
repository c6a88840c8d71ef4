/** The frame of every page: head, style sheets, body; no script anywhere. */
import { html, type Html } from './html.ts'

export interface DocumentParts {
  readonly title: string
  /** Name of the style sheet that follows the base one: `/style/<name>.css`. */
  readonly style: string
  readonly body: Html
}

export const document = ({ title, style, body }: DocumentParts): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/style/base.css" />
        ${style !== 'base' && html`<link rel="stylesheet" href="/style/${style}.css" />`}
      </head>
      <body>
        ${body}
      </body>
    </html>`
