/** Where an entry or a bet belongs to: the page of its match or sandbox. */

interface Placed {
  readonly matchId?: string | undefined
  readonly sandboxId?: string | undefined
}

export const placeOf = ({ matchId, sandboxId }: Placed) => {
  if (matchId) return `/matches/${matchId}`
  return sandboxId ? `/sandboxes/${sandboxId}` : undefined
}
