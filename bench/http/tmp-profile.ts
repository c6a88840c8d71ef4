import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, startPostgres } from '@agent-arena/embedded-postgres'
import { postgresSeconds } from '../processor-time.ts'
const folder = mkdtempSync(join(tmpdir(), 'agent-arena-bench-'))
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), dataHome: folder })
const prof = process.argv[2] === 'prof'
const clients = Number(process.argv[3] ?? 64), markets = Number(process.argv[4] ?? 1), ms = Number(process.argv[5] ?? 4000)
try {
  const url = await createDatabase(postgres.url, 'x')
  const child = fork(join(import.meta.dirname, 'server.ts'), [process.argv[6] ?? 'ours', url], { execArgv: [...process.execArgv, ...(prof ? ['--cpu-prof', '--cpu-prof-dir=/tmp/wh-prof'] : [])] })
  const [listening] = await once(child, 'message')
  const client = fork(join(import.meta.dirname, 'load.ts'))
  await once(client, 'message')
  client.send({ ...listening, markets: listening.markets.slice(0, markets), clients, warmUpMs: 500, ms })
  await once(client, 'message')
  const cpu = async () => { child.send('cpu'); return (await once(child, 'message'))[0] }
  const a = [await cpu(), postgresSeconds(postgres.pid)]
  const [carried] = await once(client, 'message')
  const b = [await cpu(), postgresSeconds(postgres.pid)]
  console.log(JSON.stringify(carried), 'server µs', ((b[0]-a[0])/carried.answers*1e6).toFixed(0), 'pg µs', ((b[1]-a[1])/carried.answers*1e6).toFixed(0))
  client.disconnect()
  child.send('end')
  await once(child, 'exit')
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
