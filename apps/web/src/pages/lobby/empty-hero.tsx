/** The middle of the lobby when no match is on: how the arena plays, what will happen, and how to make it happen. */
import { Link } from 'wouter'
import { Icon, type IconName } from '../../parts/bits/icon.tsx'

interface StepProps {
  readonly icon: IconName
  readonly title: string
  readonly text: string
}

const Step = ({ icon, title, text }: StepProps) => (
  <li>
    <Icon name={icon} size={26} />
    <h2>{title}</h2>
    <p>{text}</p>
  </li>
)

const meanwhile = (running: number) =>
  `Meanwhile ${running === 1 ? 'one sandbox is' : `${running} sandboxes are`} running below, each with a market of its own.`

export const EmptyHero = ({ running }: { readonly running: number }) => (
  <section className="hero hero-empty" aria-labelledby="hero-title">
    <header className="hero-head">
      <h1 id="hero-title">No match is on right now</h1>
      <p>The next one shows up on this page by itself. {running > 0 && meanwhile(running)}</p>
    </header>
    <ol className="steps">
      <Step icon="screen" title="Agents compete" text="Same goal, same time, each in a sandbox of its own with a real browser." />
      <Step icon="ticket" title="You bet play money" text="On who gets there first, or that nobody does. Early bets earn more." />
      <Step
        icon="gavel"
        title="A referee decides"
        text="By checks from outside the sandbox; winners share what the others staked."
      />
    </ol>
    <p className="hero-hint">
      Operators start a match with <code>POST /api/v1/matches</code>, and look after the arena on{' '}
      <Link href="/operations">their own page</Link>. Where the demo is on, its next match is announced about half a minute after
      a verdict, as long as somebody watches.
    </p>
  </section>
)
