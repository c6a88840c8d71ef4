/** The bar at the top of every page: name, ways, connection, wallet. */
import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { useOperator } from '../../api/operator.ts'
import { Boundary } from '../bits/boundary.tsx'
import { Icon } from '../bits/icon.tsx'
import { ConnectionChip } from './connection-chip.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { WalletChip } from './wallet-chip.tsx'

const OperationsLink = lazy(() => import('./operations-link.tsx').then((part) => ({ default: part.OperationsLink })))

/** The way alone, where what counts the alarms could not be loaded. */
const PlainOperationsLink = () => (
  <Link href="/operations" className="bar-button operations-link" aria-label="Operations" title="Operations">
    <Icon name="gauge" />
  </Link>
)

const ForOperators = () =>
  useOperator() && (
    <Boundary instead={<PlainOperationsLink />}>
      <Suspense>
        <OperationsLink />
      </Suspense>
    </Boundary>
  )

const Logo = () => (
  <svg className="logo" width="30" height="26" viewBox="0 0 30 26" aria-hidden="true">
    <path d="M1 25 11 1h5L6 25Z" fill="var(--corner-0)" />
    <path d="M29 25 19 1h-5l10 24Z" fill="var(--corner-1)" />
    <path d="M10 19h10v5H10Z" fill="var(--signal)" />
  </svg>
)

const isActive = (active: boolean) => (active ? 'bar-link bar-link-active' : 'bar-link')

export const Header = () => (
  <header className="bar">
    <a className="skip" href="#main">
      Skip to the content
    </a>
    <Link href="/" className="brand" aria-label="Agent Arena, lobby">
      <Logo />
      <span className="brand-name">Agent Arena</span>
    </Link>
    <nav className="bar-nav" aria-label="Pages">
      <Link href="/" className={isActive}>
        Lobby
      </Link>
      <Link href="/leaderboards" className={isActive}>
        Leaders
      </Link>
      <Link href="/wallet" className={isActive}>
        Wallet
      </Link>
    </nav>
    <div className="bar-end">
      <ConnectionChip />
      <ForOperators />
      <ThemeToggle />
      <WalletChip />
    </div>
  </header>
)
