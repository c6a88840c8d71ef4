/** What the demo plays, in turn. */
export interface DemoGoal {
  readonly title: string
  readonly gym: string
  readonly timeLimitSeconds: number
}

export const demoGoals: readonly DemoGoal[] = [
  { title: 'Two red mugs', gym: 'shop/two-mugs', timeLimitSeconds: 120 },
  { title: 'Find the fact', gym: 'wiki/find-fact', timeLimitSeconds: 90 },
]
