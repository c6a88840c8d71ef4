// npm run record -- <postgres url> <name>: writes the logs of an arena as they stand into the corpus, services/<service>/corpus/<name>.jsonl.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { root } from './node.mjs'

const services = ['betting', 'sandbox', 'insights']

/** Verbatim: data and times stay as Postgres has them. */
const lines = `select json_build_object('position', position, 'stream', stream, 'version', version, 'id', id, 'type', type,
  'data', data, 'meta', meta, 'at', at)::text as line from events order by position`

const { positionals } = parseArgs({ allowPositionals: true })
const [url, name] = positionals
if (!url || !/^[a-z0-9-]+$/.test(name ?? '')) {
  console.error('Give the address of the Postgres and a name in lower case: npm run record -- postgres://… cancelled-match')
  process.exit(2)
}

const client = new Client({ connectionString: url, options: '-c timezone=UTC' })
await client.connect()
try {
  for (const service of services) {
    await client.query(`set search_path to ${service}`)
    const { rows } = await client.query(lines)
    const folder = join(root, 'services', service, 'corpus')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}.jsonl`), rows.map(({ line }) => `${line}\n`).join(''))
    console.log(`${rows.length} events of ${service}`)
  }
} finally {
  await client.end()
}
