// An arena started with the command of the README, spoken to over HTTP, and stopped as a person stops it.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter } from 'node:path'
import { allProcesses, leftProcesses, processesMatching } from '../../libs/testing/src/processes.ts'
import { expect, pause, until } from './checks.mjs'

export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** As at a user's prompt: npm's own folder of programs is not in the path, and nothing of ours is configured. */
const userEnvironment = () => {
  const path = process.env.PATH.split(delimiter).filter((folder) => !folder.endsWith('node_modules/.bin'))
  const ours = /^(ARENA_|npm_|NODE_OPTIONS$|DATABASE_URL$|NATS_URL$|INIT_CWD$)/
  const rest = Object.entries(process.env).filter(([name]) => !ours.test(name))
  return { ...Object.fromEntries(rest), PATH: process.env.USER_PATH ?? path.join(delimiter) }
}

export class Arena {
  constructor({ root, port, dataDir, operatorToken, logFile }) {
    Object.assign(this, { root, dataDir, operatorToken, logFile, url: `http://127.0.0.1:${port}` })
    const own = {
      ARENA_PORT: String(port),
      ARENA_DATA_DIR: dataDir,
      ARENA_DEMO: 'off',
      ARENA_OPERATOR_TOKEN: operatorToken,
      ARENA_LOG: 'json',
    }
    const log = openSync(logFile, 'a')
    this.begun = performance.now()
    this.child = spawn('npm', ['start'], {
      cwd: root,
      env: { ...userEnvironment(), ...own },
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject)
      this.child.once('exit', (code, signal) => resolve({ code, signal }))
    })
    this.ended.catch(() => {})
  }

  get hasEnded() {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }

  lastLines(count = 15) {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
  }

  async #isReady() {
    expect(!this.hasEnded, `it ended by itself:\n${this.lastLines()}`)
    const response = await fetch(`${this.url}/health/ready`).catch(() => undefined)
    this.lastAnswer = response ? `${response.status} ${await response.text()}` : 'no answer'
    return response?.status === 200
  }

  /** Seconds from the command to the first 200 of /health/ready. */
  async ready(timeoutMs = 120_000) {
    await until('GET /health/ready 200', timeoutMs, () => this.#isReady()).catch((error) => {
      throw new Error(`${error.message}; it last answered "${this.lastAnswer}" and said:\n${this.lastLines()}`)
    })
    return (performance.now() - this.begun) / 1000
  }

  /** The answer to a request; anything but the wanted status is an error with the answer in it. */
  async ask(method, path, { body, token, key, status = method === 'POST' ? 201 : 200 } = {}) {
    const headers = {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(key && { 'idempotency-key': key }),
    }
    const response = await fetch(`${this.url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text = await response.text()
    expect(
      response.status === status,
      `${method} ${path} answered ${response.status} instead of ${status}: ${text.slice(0, 500)}`,
    )
    return text === '' ? undefined : JSON.parse(text)
  }

  get(path, options) {
    return this.ask('GET', path, options)
  }

  post(path, body, options) {
    return this.ask('POST', path, { body, ...options })
  }

  /** Sends the signal to npm alone, and tells after how many seconds it ended. */
  async stop(signal = 'SIGINT', timeoutMs = 5_000) {
    this.family = leftProcesses(this.child.pid)
    const begun = performance.now()
    this.child.kill(signal)
    const end = await Promise.race([this.ended, pause(timeoutMs)])
    expect(end, `it still ran ${timeoutMs / 1000} s after ${signal}:\n${this.lastLines()}`)
    return (performance.now() - begun) / 1000
  }

  /** What it left running: of its session, of what it had started before the stop, and whatever names its data folder. */
  leftovers() {
    const before = new Map((this.family ?? []).map(({ pid, command }) => [pid, command]))
    const survivors = allProcesses().filter(({ pid, command }) => before.get(pid) === command)
    const found = [...leftProcesses(this.child.pid), ...survivors, ...processesMatching(this.dataDir)]
    return [...new Map(found.map((process) => [process.pid, process])).values()]
  }

  killAll() {
    for (const { pid } of [{ pid: this.child.pid }, ...this.leftovers()]) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // ended meanwhile
      }
    }
  }
}
