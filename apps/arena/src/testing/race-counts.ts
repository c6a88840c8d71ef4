/** How large the races are: small among the end-to-end tests, full as they are proved. */
export const raceCounts = {
  full: { bets: 100, retries: 200, bettors: 50, judges: 20, ends: 40, settled: 10_000, ofEach: 20 },
  small: { bets: 40, retries: 60, bettors: 8, judges: 20, ends: 8, settled: 120, ofEach: 2 },
}
