/** The goal `shop/two-mugs`: buy two red mugs below a price, and nothing else. */
import type { GymGoal } from '../gym.site.ts'
import { catalogOf } from './catalog.ts'

export const twoMugs: GymGoal = {
  name: 'shop/two-mugs',
  title: 'Two red mugs',
  description: 'Find two affordable red mugs among look-alikes in a shop of several pages, and order them.',
  steps: [
    { fact: 'inCart', name: 'Two fitting mugs in the cart', weight: 1, required: false },
    { fact: 'atCheckout', name: 'At the checkout with them', weight: 1, required: false },
    { fact: 'goalMet', name: 'Two fitting mugs ordered', weight: 2, required: true },
  ],
  text: (seed) =>
    `Buy two red mugs, each for less than ${catalogOf(seed).limitCredits} credits, and nothing else. ` +
    'Any name, address and delivery will do.',
}
