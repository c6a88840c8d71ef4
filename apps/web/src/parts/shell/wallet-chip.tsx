/** Who plays and with how many credits, or the way to join. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { walletQuery } from '../../api/queries.ts'
import { askToJoin, useSession } from '../../api/session.ts'
import { useGrant } from '../../api/use-grant.ts'
import { credits } from '../../words/format.ts'
import { Icon } from '../bits/icon.tsx'

export const WalletChip = () => {
  const session = useSession()
  const grant = useGrant()
  const { data } = useQuery({ ...walletQuery, enabled: session !== undefined })
  if (!session)
    return (
      <button type="button" className="join" onClick={() => void askToJoin()}>
        <span className="join-long">Join with {grant}</span>
        <span className="join-short">Join</span>
      </button>
    )
  return (
    <Link href="/wallet" className="wallet-chip">
      <Icon name="wallet" />
      <span className="wallet-name">{session.user.name}</span>
      <span className="figures">{data ? credits(data.balance) : '…'}</span>
    </Link>
  )
}
