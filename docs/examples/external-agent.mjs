// An agent of your own in forty lines of plain Node (20 or newer, no dependency): it plays the gym's wiki/find-fact through the sandbox door.
//
// An operator makes the sandbox; the answer holds its id, and its token this one time:
//   curl -X POST $ARENA_URL/api/v1/sandboxes -H "Authorization: Bearer $OPERATOR_TOKEN" -H 'Content-Type: application/json' \
//     -d '{"title": "My agent", "goal": {"gym": "wiki/find-fact"}, "agent": {"kind": "external"}, "timeLimitSeconds": 120}'
// The agent then runs wherever you like, and has a minute to begin:
//   ARENA_URL=http://127.0.0.1:3000 SANDBOX_ID=sbx_… SANDBOX_TOKEN=… node external-agent.mjs
import { setTimeout as sleep } from 'node:timers/promises'

const { ARENA_URL: arena, SANDBOX_ID: sandbox, SANDBOX_TOKEN: token } = process.env

// The sandbox door: JSON in, JSON out. A refusal is a problem document: `reason` is a word for programs, `detail` a sentence for people.
const door = async (method, path, body) => {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) }
  const send = { method, headers, body: body && JSON.stringify(body) }
  const answer = await fetch(`${arena}/api/v1/sandboxes/${sandbox}${path}`, send)
  const content = await answer.json()
  if (answer.ok) return content
  console.log(`${content.reason}: ${content.detail}`) // `sandbox-ended`: the referee often sees the goal met before the agent says so.
  process.exit(content.reason === 'sandbox-ended' ? 0 : 1)
}

const { goal, lastSeq, startsAt } = await door('GET', '/config')
await sleep(Math.max(0, Date.parse(startsAt) + 500 - Date.now())) // Rivals start together: nobody is heard before.

// What the audience reads, live. Numbered from 1 without a gap; an agent that starts again goes on after `lastSeq`.
let seq = lastSeq
const tell = (type, payload) => door('POST', '/events', { events: [{ seq: ++seq, type, payload }] })

// A browser in ten lines: the site's first address sets a cookie and redirects. Keep it to yourself: it is the key to your own site.
let site
let cookie = ''
const browse = async (address, form) => {
  const send = { redirect: 'manual', headers: { cookie }, ...(form && { method: 'POST', body: new URLSearchParams(form) }) }
  const answer = await fetch(new URL(address, site), send)
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
  if (answer.headers.has('location')) return browse(answer.headers.get('location'))
  await tell('browser_action', { action: form ? 'submit' : 'open', url: answer.url, ok: answer.ok })
  return answer.text()
}
const linkIn = (html) => /<a\b[^>]*href="([^"]*)"[^>]*>([^<]*)</.exec(html).slice(1)
const rowIn = (html, name) => new RegExp(`<th[^>]*>\\s*${name}\\s*</th>\\s*<td[^>]*>([\\s\\S]*?)</td`).exec(html)?.[1] ?? ''
const titled = (word) => word[0].toUpperCase() + word.slice(1)

// "Find the year in which the bridge over the river that flows through X was opened. Start at the article "X" and …": read from the back.
const [, thing, deed, start] = /in which (.+) was (.+)\. Start at the article "(.+)" and/.exec(goal.text)
const ties = [...thing.matchAll(/(river|bridge|designer|birthplace|festival|founder) (?:that flows through|over|of) /g)]
// The first word starts the clock; from then on the config tells where the goal's site is.
await tell('reasoning', { text: `I am to find when ${thing} was ${deed}. From “${start}” I follow the facts.` })

site = (await door('GET', '/config')).goal.url
let page = await browse(site) // It leads to the start article.
for (const [, tie] of ties.toReversed()) {
  const [path, name] = linkIn(rowIn(page, titled(tie)))
  await tell('reasoning', { text: `The ${tie} is ${name}.` })
  page = await browse(path)
}
const year = /\d+/.exec(rowIn(page, titled(deed)))[0]
await door('PUT', '/progress', { progress: 90, note: `It says ${year}.` }) // A claim: the referee sees for itself.
await browse('/wiki/answer', { year })
console.log(`The year is ${year}.`)
await door('POST', '/complete', { outcome: 'succeeded', summary: `The year is ${year}.` })
