/** The lobby: the match in the middle, the wall of running sandboxes, results, and the activity tape. */
import type { Lobby } from '@agent-arena/contracts'
import { useConnection } from '../../api/connection.ts'
import { useNow } from '../../api/now.ts'
import { Notice } from '../../parts/bits/notice.tsx'
import { PageSkeleton } from '../../parts/bits/skeleton.tsx'
import { Activity } from './activity.tsx'
import { EmptyHero } from './empty-hero.tsx'
import { Hero } from './hero.tsx'
import { Finished, Upcoming } from './match-rows.tsx'
import { SandboxCard } from './sandbox-card.tsx'
import { placesOf } from './tape.ts'
import { useLobby } from './use-lobby.ts'
import { wallOf } from './wall.ts'
import '../../styles/match.css'
import '../../styles/hero.css'
import '../../styles/lobby.css'
import '../../styles/feed.css'

const FINISHED_SHOWN = 8

const Wall = ({ lobby }: { readonly lobby: Lobby }) => {
  const { hero, running, upcoming, finished } = wallOf(lobby, useNow())
  const markets = new Map(lobby.markets.map((market) => [market.id, market]))
  const matches = new Map(lobby.matches.map((match) => [match.id, match.title]))
  return (
    <div className="lobby">
      <div className="lobby-main">
        {hero ? (
          <Hero match={hero} market={markets.get(hero.marketId)} viewers={lobby.viewers} />
        ) : (
          <EmptyHero running={running.length} />
        )}
        {running.length > 0 && (
          <section aria-labelledby="wall">
            <h2 id="wall">{hero ? 'Other sandboxes' : 'Running now'}</h2>
            <div className="cards">
              {running.map((sandbox) => (
                <SandboxCard
                  key={sandbox.id}
                  sandbox={sandbox}
                  market={markets.get(sandbox.marketId)}
                  matchTitle={matches.get(sandbox.matchId ?? '')}
                />
              ))}
            </div>
          </section>
        )}
        {upcoming.length > 0 && <Upcoming matches={upcoming} />}
        {finished.length > 0 && <Finished matches={finished.slice(0, FINISHED_SHOWN)} markets={markets} />}
      </div>
      <Activity places={placesOf(lobby)} />
    </div>
  )
}

const Waiting = () =>
  useConnection() === 'reconnecting' ? (
    <Notice icon="alert" title="The arena does not answer">
      <p>This page goes on trying; there is nothing you need to do.</p>
    </Notice>
  ) : (
    <PageSkeleton screens={2} />
  )

export const LobbyPage = () => {
  const lobby = useLobby()
  return (
    <>
      <title>Agent Arena · Live</title>
      {lobby ? <Wall lobby={lobby} /> : <Waiting />}
    </>
  )
}
