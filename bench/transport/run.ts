/** The transport by itself, beside Emmett’s consumer, on a durable Postgres and a nats-server; prints what was measured. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, startPostgres } from '@agent-arena/embedded-postgres'
import { measureTransport } from './measure.ts'

const folder = mkdtempSync(join(tmpdir(), 'agent-arena-bench-'))
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), dataHome: folder })

try {
  console.log(await measureTransport((name) => createDatabase(postgres.url, name)))
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
