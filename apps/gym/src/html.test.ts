/** HTML is escaped by default. */
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { html, Html } from './html.ts'

describe('the html tag', () => {
  test('escapes every sign that HTML gives a meaning', () =>
    expect(html`<p title="${'"\'&'}">${'<b>'}</p>`.text).toBe('<p title="&quot;&#39;&amp;">&lt;b&gt;</p>'))

  test('keeps HTML made by itself, also in lists', () =>
    expect(html`${['<', '>'].map((sign) => html`<i>${sign}</i>`)}`.text).toBe('<i>&lt;</i><i>&gt;</i>'))

  test('leaves nothing behind for what is absent', () => expect(html`${null}${undefined}${false}${0}`.text).toBe('0'))

  test('lets no text open a tag or end an attribute', () =>
    fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(html`${text}`.text))))

  test('trusts only what was made as HTML', () => expect(html`${new Html('<hr>')}`.text).toBe('<hr>'))
})
