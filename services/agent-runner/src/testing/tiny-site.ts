/** A small site on a real port, with the traps that browsers meet. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const pages: Readonly<Record<string, string>> = {
  '/': `<title>Home</title><main><h1>Home</h1>
    <p>Welcome, <a href="/second">go on</a>.</p>
    <label>Name <input id="name"></label>
    <label>Size <select id="size"><option>S</option><option>M</option></select></label>
    <button onclick="document.getElementById('out').textContent = 'Hello ' + document.getElementById('name').value + ' in ' + document.getElementById('size').value">Greet</button>
    <p id="out" role="status"></p>
    <button onclick="alert('Boo!'); document.getElementById('out').textContent = 'asked'">Ask</button>
    <button onclick="window.open('/second')">Open</button>
    <button style="display: none">Hidden</button>
    <iframe srcdoc="<button>Inside</button>"></iframe></main>`,
  '/second':
    '<title>Second</title><main><h1>Second page</h1><button onclick="window.close()">Close</button><p>Thank   you,<br>Ada.</p><p hidden id="unseen">secret</p></main>',
  '/hang': '<title>Hang</title><main><h1>Hang</h1><button onclick="for (;;);">Hang</button></main>',
  '/busy':
    '<title>Busy</title><h1 id="at">0</h1><script>let n = 0; setInterval(() => { document.getElementById("at").textContent = ++n }, 30)</script>',
}

export class TinySite {
  url = ''
  readonly #server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    if (pathname === '/silent') return // Whoever asks waits for ever.
    if (pathname.startsWith('/enter/')) return void response.writeHead(303, { location: '/' }).end()
    const html = pages[pathname]
    response
      .writeHead(html ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html>${html ?? 'Not found'}`)
  })

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address() as AddressInfo
    this.url = `http://127.0.0.1:${address.port}`
    return this
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}
