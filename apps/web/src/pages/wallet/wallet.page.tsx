/** The wallet: what one has, why, and what one has riding. */
import { useQuery } from '@tanstack/react-query'
import type { MyBet } from '@agent-arena/contracts'
import { myOpenBetsQuery, walletQuery } from '../../api/queries.ts'
import { askToJoin, useSession } from '../../api/session.ts'
import { useGrant } from '../../api/use-grant.ts'
import { credits } from '../../words/format.ts'
import { Figure } from '../../parts/bits/figure.tsx'
import { Notice } from '../../parts/bits/notice.tsx'
import { Bets } from './bets.tsx'
import { Entries } from './entries.tsx'
import '../../styles/feed.css'
import '../../styles/wallet.css'

const Stranger = () => {
  const grant = useGrant()
  return (
    <Notice icon="wallet" title="You have no wallet yet">
      <p>Join under a display name and get {grant} of play money. Watching is free either way.</p>
      <button type="button" className="button button-main" onClick={() => void askToJoin()}>
        Join with {grant}
      </button>
    </Notice>
  )
}

const stakedOn = (bets: readonly MyBet[]) => bets.reduce((sum, { stake }) => sum + stake, 0)

const Balance = ({ name }: { readonly name: string }) => {
  const wallet = useQuery(walletQuery)
  const { data: open } = useQuery(myOpenBetsQuery)
  return (
    <header className="balance">
      <h1>{name}</h1>
      <dl className="figure-list">
        <Figure name="Balance" value={wallet.data ? credits(wallet.data.balance) : '…'} />
        {open && open.length > 0 && (
          <Figure name={`Riding on ${open.length === 1 ? 'one bet' : `${open.length} bets`}`} value={credits(stakedOn(open))} />
        )}
      </dl>
      {open?.length === 0 && <p className="quiet">No open bets</p>}
    </header>
  )
}

export const WalletPage = () => {
  const session = useSession()
  return (
    <>
      <title>Wallet · Agent Arena</title>
      {session ? (
        <div className="wallet">
          <Balance name={session.user.name} />
          <div className="wallet-columns">
            <Bets />
            <Entries />
          </div>
        </div>
      ) : (
        <Stranger />
      )}
    </>
  )
}
