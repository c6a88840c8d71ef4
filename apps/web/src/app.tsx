/** Which page stands at which address; each page is loaded when it is first visited. */
import { lazy, Suspense, useEffect } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { Boundary } from './parts/bits/boundary.tsx'
import { LoadFailed } from './parts/bits/load-failed.tsx'
import { PageSkeleton } from './parts/bits/skeleton.tsx'
import { ConnectionBanner } from './parts/shell/connection-chip.tsx'
import { Header } from './parts/shell/header.tsx'
import { JoinDialog } from './parts/shell/join-dialog.tsx'
import { NotFoundPage } from './pages/not-found.page.tsx'

const LobbyPage = lazy(() => import('./pages/lobby/lobby.page.tsx').then((page) => ({ default: page.LobbyPage })))
const MatchPage = lazy(() => import('./pages/match/match.page.tsx').then((page) => ({ default: page.MatchPage })))
const SandboxPage = lazy(() => import('./pages/sandbox/sandbox.page.tsx').then((page) => ({ default: page.SandboxPage })))
const LeaderboardsPage = lazy(() =>
  import('./pages/leaderboards/leaderboards.page.tsx').then((page) => ({ default: page.LeaderboardsPage })),
)
const OperationsPage = lazy(() =>
  import('./pages/operations/operations.page.tsx').then((page) => ({ default: page.OperationsPage })),
)
const WalletPage = lazy(() => import('./pages/wallet/wallet.page.tsx').then((page) => ({ default: page.WalletPage })))

/** A place on the page that the address names finds its own way there. */
const namesPlace = (path: string) => location.pathname === path && location.hash !== ''

const useTopOnNavigation = () => {
  const [path] = useLocation()
  useEffect(() => {
    if (!namesPlace(path)) scrollTo(0, 0)
  }, [path])
  return path
}

const FailedPage = () => (
  <>
    <title>Agent Arena</title>
    <LoadFailed what="page" />
  </>
)

export const App = () => {
  const path = useTopOnNavigation()
  return (
    <>
      <Header />
      <ConnectionBanner />
      <main id="main" tabIndex={-1}>
        <Boundary key={path} instead={<FailedPage />}>
          <Suspense fallback={<PageSkeleton />}>
            <Switch>
              <Route path="/" component={LobbyPage} />
              <Route path="/matches/:matchId">{({ matchId }) => <MatchPage key={matchId} matchId={matchId} />}</Route>
              <Route path="/sandboxes/:sandboxId">
                {({ sandboxId }) => <SandboxPage key={sandboxId} sandboxId={sandboxId} />}
              </Route>
              <Route path="/leaderboards" component={LeaderboardsPage} />
              <Route path="/wallet" component={WalletPage} />
              <Route path="/operations" component={OperationsPage} />
              <Route>
                <NotFoundPage />
              </Route>
            </Switch>
          </Suspense>
        </Boundary>
      </main>
      <JoinDialog />
    </>
  )
}
