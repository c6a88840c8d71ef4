/** Gifts to the contestants of a match, as its stream tells them. */
import type { MatchView } from '@agent-arena/contracts'

const givenIn = ({ match }: MatchView) => match.sandboxes.reduce((sum, { budget }) => sum + budget.creditsGiven, 0)

/** Whether somebody gave credits between two views: it marks the bets of the giver, and leaves the markets as they are. */
export const isGiftTold = (before: MatchView | undefined, after: MatchView) =>
  before !== undefined && givenIn(before) !== givenIn(after)
