/** The odds of every market over time: one point for each stretch in which something changed; stretches double when there are too many. */
import {
  MOST_POINTS,
  notFound,
  type BettingFact,
  type MarketFact,
  type MarketHistory,
  type OddsPoint,
  type Stored,
} from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { evolveCourse, pointOf, type Course } from './market-course.ts'

const FIRST_STEP_MS = 250

interface Traced {
  course: Course
  stepMs: number
  /** How many points it has, and in which stretch the last one stands. */
  points: number
  bucket: number
  /** Points that this run of events adds to or changes, by stretch. */
  readonly changed: Map<number, OddsPoint>
}

interface CourseRow {
  readonly market_id: string
  readonly course: Course
  readonly step_ms: string
  readonly points: number
  readonly bucket: string
}

const readCourses = 'select * from market_courses where market_id = any($1)'

const writeCourses = `insert into market_courses (market_id, course, step_ms, points, bucket)
  select * from unnest($1::text[], $2::json[], $3::bigint[], $4::int[], $5::bigint[])
  on conflict (market_id) do update set
    course = excluded.course, step_ms = excluded.step_ms, points = excluded.points, bucket = excluded.bucket`

const writePoints = `insert into market_points (market_id, bucket, at, progress, outcomes, bets, staked)
  select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::float8[], $5::json[], $6::int[], $7::bigint[])
  on conflict (market_id, bucket) do update set at = excluded.at, progress = excluded.progress, outcomes = excluded.outcomes,
    bets = market_points.bets + excluded.bets, staked = market_points.staked + excluded.staked`

/** Every two neighbouring stretches become one, with the later one's odds and the bets of both. */
const halvePoints = `with old as (delete from market_points where market_id = $1 returning *)
  insert into market_points (market_id, bucket, at, progress, outcomes, bets, staked)
  select market_id, bucket / 2, max(at), (array_agg(progress order by bucket desc))[1], (array_agg(outcomes order by bucket desc))[1],
    sum(bets), sum(staked)
  from old group by market_id, bucket / 2`

const countPoints = 'select count(*)::int as points from market_points where market_id = $1'

const isMarketEvent = (event: Stored<BettingFact>): event is Stored<MarketFact> => event.stream.startsWith('market-')

const readTraces = async (db: Database, ids: readonly string[]): Promise<Map<string, Traced>> => {
  const { rows } = await db.query<CourseRow>(readCourses, [ids])
  return new Map(
    rows.map(({ market_id, course, step_ms, points, bucket }) => [
      market_id,
      { course, stepMs: Number(step_ms), points, bucket: Number(bucket), changed: new Map() },
    ]),
  )
}

const trace = (before: Traced | undefined, event: Stored<MarketFact>): Traced | undefined => {
  const course = evolveCourse(before?.course, event)
  if (!course) return undefined
  const traced = before ?? { course, stepMs: FIRST_STEP_MS, points: 0, bucket: -1, changed: new Map<number, OddsPoint>() }
  const elapsedMs = Math.max(0, Date.parse(event.at) - Date.parse(course.openedAt))
  const bucket = Math.max(traced.bucket, Math.floor(elapsedMs / traced.stepMs))
  const point = pointOf(course, event)
  const earlier = traced.changed.get(bucket)
  traced.changed.set(bucket, {
    ...point,
    bets: point.bets + (earlier?.bets ?? 0),
    staked: point.staked + (earlier?.staked ?? 0),
  })
  traced.points += bucket > traced.bucket ? 1 : 0
  return Object.assign(traced, { course, bucket })
}

/** The points depend on the last width of the stretches alone, so it does not matter in which runs the events come. */
const thinOut = async (db: Database, marketId: string, traced: Traced): Promise<void> => {
  while (traced.points > MOST_POINTS) {
    await db.query(halvePoints, [marketId])
    const { rows } = await db.query<{ points: number }>(countPoints, [marketId])
    Object.assign(traced, { stepMs: traced.stepMs * 2, bucket: Math.floor(traced.bucket / 2), points: rows[0]?.points ?? 0 })
  }
}

const writeTraces = async (db: Database, traces: ReadonlyMap<string, Traced>): Promise<void> => {
  const points = [...traces].flatMap(([id, { changed }]) => [...changed].map(([bucket, point]) => ({ id, bucket, ...point })))
  await db.query(writePoints, [
    points.map(({ id }) => id),
    points.map(({ bucket }) => bucket),
    points.map(({ at }) => at),
    points.map(({ progress }) => progress),
    points.map(({ outcomes }) => JSON.stringify(outcomes)),
    points.map(({ bets }) => bets),
    points.map(({ staked }) => staked),
  ])
  for (const [id, traced] of traces) await thinOut(db, id, traced)
  const all = [...traces.values()]
  await db.query(writeCourses, [
    [...traces.keys()],
    all.map(({ course }) => JSON.stringify(course)),
    all.map(({ stepMs }) => stepMs),
    all.map(({ points: count }) => count),
    all.map(({ bucket }) => bucket),
  ])
}

export const historyView: View = {
  name: 'history',
  version: 1,
  tables: ['market_points', 'market_courses'],
  ddl: `create table market_courses (
      market_id text primary key, course json not null, step_ms bigint not null, points int not null, bucket bigint not null);
    create table market_points (
      market_id text not null, bucket bigint not null, at timestamptz not null, progress float8 not null, outcomes json not null,
      bets int not null, staked bigint not null, primary key (market_id, bucket))`,
  async apply(db, events: readonly Stored<BettingFact>[]) {
    const ofMarkets = events.filter(isMarketEvent)
    if (ofMarkets.length === 0) return
    const traces = await readTraces(db, [...new Set(ofMarkets.map(({ data }) => data.marketId))])
    for (const event of ofMarkets) {
      const traced = trace(traces.get(event.data.marketId), event)
      if (traced) traces.set(event.data.marketId, traced)
    }
    await writeTraces(db, traces)
  },
}

interface PointRow {
  readonly at: Date
  readonly progress: number
  readonly outcomes: OddsPoint['outcomes']
  readonly bets: number
  readonly staked: string
}

export const historyOf = async (db: Database, marketId: string): Promise<MarketHistory> => {
  const { rows: courses } = await db.query<CourseRow>('select * from market_courses where market_id = $1', [marketId])
  if (!courses[0]) throw notFound('market', marketId)
  const { course, step_ms } = courses[0]
  const { rows } = await db.query<PointRow>('select * from market_points where market_id = $1 order by bucket', [marketId])
  const points = rows.map(({ at, progress, outcomes, bets, staked }) => {
    return { at: at.toISOString(), progress, outcomes, bets, staked: Number(staked) }
  })
  return { marketId, points, marks: [...course.marks], stepMs: Number(step_ms) }
}
