/** A process that stands for the post of the totals view, for tests that kill or stop it: `node … leading-process.ts <url> <schema> <leaseMs>`. */
import { Leases } from '../leadership/leases.ts'
import { openPool } from '../postgres/open-pool.ts'
import { PostgresEventLog } from '../postgres/postgres-log.ts'
import { Projector } from '../projector.ts'
import { PostgresViewStore } from '../postgres/postgres-view-store.ts'
import { totals } from './totals.ts'

const [url = '', schema = '', leaseMs = ''] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)
const pool = openPool(url, schema)
const log = new PostgresEventLog(pool)
const projector = new Projector({
  log,
  store: new PostgresViewStore({ log, pool, view: totals }),
  onFault: (fault) => say(`fault: ${String(fault)}`),
})
const leases = new Leases({ url, schema, leaseMs: Number(leaseMs), onFault: (fault) => say(`fault: ${String(fault)}`) })

await projector.prepare()
leases.lead('view totals', async (term) => {
  const led = await projector.lead(term)
  say(`leads ${term.epoch}`)
  const stop = async () => {
    await led.stop()
    say(`left ${term.epoch}`)
  }
  return { stop }
})
