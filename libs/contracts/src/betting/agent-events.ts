/** Facts of an agent's account: it opens and closes with the agent's run, and takes credits in between. */
import { z } from 'zod'
import { eventContract, type FactOf } from '../event-contract.ts'
import { GiftId, MarketId, MarketsOf, SandboxId } from '../ids.ts'
import { listOf, Stake, Time } from '../values.ts'

const ofAgent = { service: 'betting', streamKind: 'agent', version: 1 } as const

export const AgentAccountOpened = eventContract({
  ...ofAgent,
  type: 'AgentAccountOpened',
  summary: 'An agent got an account; a rated one never takes credits, another one while its run goes on.',
  schema: z.object({ sandboxId: SandboxId, title: z.string(), rated: z.boolean(), markets: MarketsOf, at: Time }),
})
export type AgentAccountOpened = FactOf<typeof AgentAccountOpened>

export const AgentAccountStarted = eventContract({
  ...ofAgent,
  type: 'AgentAccountStarted',
  summary: 'The agent’s run began.',
  schema: z.object({ sandboxId: SandboxId, at: Time }),
})
export type AgentAccountStarted = FactOf<typeof AgentAccountStarted>

export const AgentAccountClosed = eventContract({
  ...ofAgent,
  type: 'AgentAccountClosed',
  summary: 'The agent’s run is over: its account takes no more credits and keeps those that it has.',
  schema: z.object({ sandboxId: SandboxId, at: Time }),
})
export type AgentAccountClosed = FactOf<typeof AgentAccountClosed>

export const GiverPosition = z.object({ marketId: MarketId, outcome: z.string(), outcomeName: z.string(), stake: Stake })
export type GiverPosition = z.infer<typeof GiverPosition>

export const CreditsGiven = eventContract({
  ...ofAgent,
  type: 'CreditsGiven',
  summary:
    'A user gave credits to a running agent, which extend its token budget; what the user has staked on its run is told with it.',
  schema: z.object({
    giftId: GiftId,
    sandboxId: SandboxId,
    userId: z.string(),
    userName: z.string(),
    credits: Stake,
    tokens: z.int().min(1),
    markets: MarketsOf,
    /** What the giver had staked on the run by then, one for each outcome. */
    position: listOf(GiverPosition),
    at: Time,
  }),
})
export type CreditsGiven = FactOf<typeof CreditsGiven>

export const CreditsReturned = eventContract({
  ...ofAgent,
  type: 'CreditsReturned',
  summary: 'A gift that came too late for the run goes back to who gave it.',
  schema: z.object({
    giftId: GiftId,
    sandboxId: SandboxId,
    userId: z.string(),
    userName: z.string(),
    credits: Stake,
    markets: MarketsOf,
    at: Time,
  }),
})
export type CreditsReturned = FactOf<typeof CreditsReturned>

export type AgentAccountFact = AgentAccountOpened | AgentAccountStarted | AgentAccountClosed | CreditsGiven | CreditsReturned
