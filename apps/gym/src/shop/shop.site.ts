/** The shop as a practice site. */
import { defineSite } from '../gym.site.ts'
import { shopRoutes } from './shop.routes.ts'
import { shopStyle } from './shop.style.ts'
import { openShop } from './shop.visit.ts'
import { twoMugs } from './two-mugs.goal.ts'

export const shop = defineSite({
  name: 'shop',
  style: shopStyle,
  goals: [twoMugs],
  open: openShop,
  home: () => '/shop',
  facts: ({ ordersPlaced }) => ({ ordersPlaced }),
  routes: shopRoutes,
})
