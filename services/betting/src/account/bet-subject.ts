/** What a bet is about, as the movements of its credits tell it. */

export interface BetSubject {
  readonly marketId: string
  readonly title: string
  readonly sandboxId?: string
  readonly matchId?: string
}

/** The part of a market that its bets are about. */
export const subjectOf = ({ marketId, title, sandboxId, matchId }: BetSubject): BetSubject => ({
  marketId,
  title,
  ...(sandboxId !== undefined && { sandboxId }),
  ...(matchId !== undefined && { matchId }),
})
