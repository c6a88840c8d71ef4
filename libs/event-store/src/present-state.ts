/** The state of one stream as it stands, for those who only look: from the cache where it has the newest, else read. */
import type { Fact } from '@agent-arena/contracts'
import type { Fold } from './decider.ts'
import type { EventLog } from './event-log.ts'
import { cacheOf } from './state-cache.ts'

/**
 * Everything that was committed before the call. It may also hold what this process is just appending: so it is for looking, and what
 * decides goes through `handle`.
 */
export const presentState = async <S>(
  log: EventLog,
  place: { readonly stream: string; readonly fold: Fold<Fact, S> },
): Promise<S> => {
  const [cache, version] = [cacheOf(log), await log.versionOf(place.stream)]
  const known = cache.get(place)
  if (known && known.version >= version) return known.state as S
  if (known) cache.drop(place.stream, known)
  const read = await cache.load(log, new Map([[place.stream, place]]))
  return (read.get(place.stream)?.state ?? cache.get(place)?.state ?? place.fold.initialState) as S
}
