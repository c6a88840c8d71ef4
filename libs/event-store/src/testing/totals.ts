/** The smallest view: the total of each counter, so that an event that is applied twice shows. */
import type { View } from '../view.ts'

export const totals: View = {
  name: 'totals',
  version: 1,
  tables: ['totals'],
  ddl: 'create table totals (stream text primary key, total integer not null)',
  async apply(db, events) {
    for (const { stream, data } of events)
      await db.query(
        'insert into totals (stream, total) values ($1, $2) on conflict (stream) do update set total = totals.total + excluded.total',
        [stream, (data as { by: number }).by],
      )
  },
}
