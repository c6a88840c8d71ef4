/** Credits of the audience for one agent: its budget, the form or why there is none, and who gave. */
import type { FeedItem, Sandbox } from '@agent-arena/contracts'
import { credits, grouped } from '../../words/format.ts'
import { GiftForm } from './gift-form.tsx'
import { budgetText, type Giver, giversOf, needsNoTokens, refusedGift, tellsOfGifts } from './gift.ts'
import { useArrival } from './use-arrival.ts'
import '../../styles/credits.css'

const SHOWN = 8

const Givers = ({ givers }: { readonly givers: readonly Giver[] }) => (
  <section aria-label="Who gave">
    <h3 className="kicker">Who gave</h3>
    <ul className="givers">
      {givers.slice(0, SHOWN).map(({ name, credits: given, stakes }) => (
        <li key={name}>
          <span className="giver-name">{name}</span>
          <strong className="figures">{credits(given)}</strong>
          {stakes.length > 0 && <span className="giver-mark">{`has bet ${stakes.join(', ')}`}</span>}
        </li>
      ))}
    </ul>
    {givers.length > SHOWN && <p className="quiet">{`and ${grouped(givers.length - SHOWN)} more`}</p>}
  </section>
)

const GESTURE = 'House agents play by rule and spend no tokens: a gift to one is a gesture.'

interface CreditsPanelProps {
  readonly sandbox: Sandbox
  readonly items: readonly FeedItem[]
}

export const CreditsPanel = ({ sandbox, items }: CreditsPanelProps) => {
  const panel = useArrival()
  if (!tellsOfGifts(sandbox)) return null
  const refused = refusedGift(sandbox)
  const givers = giversOf(items)
  const budget = needsNoTokens(sandbox) ? GESTURE : budgetText(sandbox.budget)
  return (
    <section className="panel credits-panel" id="give" ref={panel} aria-labelledby="give-title">
      <header className="market-head">
        <h2 id="give-title">Fund the agent</h2>
        {sandbox.budget.creditsGiven > 0 && (
          <strong className="figures">{`${credits(sandbox.budget.creditsGiven)} given`}</strong>
        )}
      </header>
      {!refused && budget && <p className="quiet">{budget}</p>}
      {refused ? <p className="quiet">{refused}</p> : <GiftForm sandboxId={sandbox.id} />}
      {givers.length > 0 && <Givers givers={givers} />}
    </section>
  )
}
