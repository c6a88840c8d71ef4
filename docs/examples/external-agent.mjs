// An agent of your own in some forty lines of plain Node (20 or newer, no dependency): it plays the gym's wiki/find-fact through the sandbox door.
//
// An operator makes the sandbox; the answer holds its id, and its token this one time:
//   curl -X POST $ARENA_URL/api/v1/sandboxes -H "Authorization: Bearer $OPERATOR_TOKEN" -H 'Content-Type: application/json' \
//     -d '{"title": "My agent", "goal": {"gym": "wiki/find-fact"}, "agent": {"kind": "external"}, "timeLimitSeconds": 120}'
// The agent then runs wherever you like, and has a minute to begin:
//   ARENA_URL=http://127.0.0.1:3000 SANDBOX_ID=sbx_… SANDBOX_TOKEN=… node external-agent.mjs
import { setTimeout as sleep } from 'node:timers/promises'

const [arena, sandbox, token] = ['ARENA_URL', 'SANDBOX_ID', 'SANDBOX_TOKEN'].map(
  (name, at) => process.argv[at + 2] ?? process.env[name],
)

// The sandbox door: JSON in, JSON out. A refusal is a problem document: `reason` is a word for programs, `detail` a sentence for people.
const door = async (method, path, body) => {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(`${arena}/api/v1/sandboxes/${sandbox}${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
  })
  const content = await answer.json()
  if (answer.ok) return content
  if (content.reason !== 'sandbox-ended') throw new Error(`${method} ${path}: ${content.reason}: ${content.detail}`)
  console.log(content.detail) // The referee looks twice a second: it often sees the goal met before the agent says so.
  process.exit()
}

const { goal, lastSeq } = await door('GET', '/config')
const { startsAt } = await door('GET', '')
await sleep(Math.max(0, Date.parse(startsAt) + 500 - Date.now())) // Rivals start together: nobody is heard before.

// What the audience reads, live. Numbered from 1 without a gap; an agent that starts again goes on after `lastSeq`.
let seq = lastSeq
const tell = (type, payload) => door('POST', '/events', { events: [{ seq: ++seq, type, payload }] })
const think = (text) => tell('reasoning', { text })

// A browser in ten lines: `goal.url` sets a cookie and redirects. Keep that first address to yourself: it is the key to your own site.
let cookie = ''
const browse = async (address, form) => {
  const send = { redirect: 'manual', headers: { cookie }, ...(form && { method: 'POST', body: new URLSearchParams(form) }) }
  const answer = await fetch(new URL(address, goal.url), send)
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
  const next = answer.headers.get('location')
  if (next) return browse(next)
  await tell('browser_action', { action: form ? 'submit' : 'open', url: answer.url, ok: answer.ok })
  return answer.text()
}
const linksIn = (html) =>
  new Map([...html.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>([^<]*)</g)].map(([, path, name]) => [name.trim(), path]))
const rowIn = (html, name) => new RegExp(`<th[^>]*>\\s*${name}\\s*</th>\\s*<td[^>]*>([\\s\\S]*?)</td`).exec(html)?.[1] ?? ''

// "Find the year in which the bridge over the river that flows through X was opened. Start at the article "X" and …": read from the back.
const [, thing, deed, start] = /in which (.+) was (.+)\. Start at the article "(.+)" and/.exec(goal.text) ?? []
const ties = [...(thing ?? '').matchAll(/(river|bridge|designer|birthplace|festival|founder) (?:that flows through|over|of) /g)]
const rows = ties.map(([, row]) => row[0].toUpperCase() + row.slice(1)).toReversed()
await think(`I am to find a year. From “${start}” I follow ${rows.join(', then ')}; there I read when it was ${deed}.`)

let page = await browse(goal.url) // It leads to the start article.
for (const [at, row] of rows.entries()) {
  const [[name, path]] = linksIn(rowIn(page, row))
  await think(`The ${row.toLowerCase()} is ${name}.`)
  page = await browse(path)
  await door('PUT', '/progress', { progress: Math.round((90 * (at + 1)) / rows.length), note: `I am at ${name}` }) // A claim: the referee sees for itself.
}
const year = /\d+/.exec(rowIn(page, deed[0].toUpperCase() + deed.slice(1)))?.[0]
await think(`It says ${year}. I submit that.`)
await browse('/wiki/answer', { year })
await door('POST', '/complete', { outcome: 'succeeded', summary: `The year is ${year}.` })
console.log(`Done: I said that it was ${year}. The referee decides.`)
