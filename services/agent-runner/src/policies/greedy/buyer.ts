/** Buys what the goal asks for: looks through the shelves, fills the cart exactly, checks out. */
import type { Observation } from '../../tools/browser/observation.ts'
import type { Chance } from '../chance.ts'
import { done, giveUp, type Sight, type Thought } from '../policy.ts'
import { readCart, tidyCart } from './cart.ts'
import { nextField, personaFrom } from './fill-form.ts'
import { clickable, click, inContent, isTypable, tellsSuccess } from './page-reading.ts'
import { readProduct, takeProduct } from './product.ts'
import type { BuyGoal } from './read-goal.ts'
import { browse, newBrowsing } from './shelves.ts'
import type { Shopping } from './shopping.ts'

const ORDER = /place (?:the |your |my )?order|complete (?:the )?(?:order|purchase)|buy now|pay now|confirm order|submit order/i
const CHECKOUT = /check ?out|proceed/i
const CART = /\b(?:cart|basket|bag)\b/i

const finishOrder = (shopping: Shopping, page: Observation): Thought | undefined => {
  const order = clickable(page.elements.filter(inContent), ORDER)
  if (!order) return undefined
  if (shopping.inCart < shopping.goal.count) return undefined
  const field = nextField(page, shopping.persona)
  if (field) return { ...field, progress: 75 }
  shopping.ordered = true
  return click(order, 'Everything is filled in. I place the order.', { confidence: 0.9, progress: 90 })
}

const goToCheckout = (shopping: Shopping, page: Observation): Thought | undefined => {
  const cart = readCart(page, shopping.goal)
  if (!cart) return undefined
  const tidying = tidyCart(cart, shopping.goal)
  shopping.inCart = cart.fitting
  if (tidying) return tidying
  const onward = clickable(page.elements.filter(inContent), CHECKOUT)
  if (cart.fitting !== shopping.goal.count || !onward) return undefined
  return click(onward, `The cart holds exactly ${cart.fitting} and nothing else. On to the checkout.`, {
    confidence: 0.9,
    progress: 60,
  })
}

const openCart = ({ inCart, goal }: Shopping, { elements }: Observation): Thought | undefined => {
  const cart = clickable(elements, CART)
  return inCart >= goal.count && cart ? click(cart, 'I have what I need. Let me look into the cart.') : undefined
}

const confirmed = ({ ordered, goal }: Shopping, page: Observation): Thought | undefined =>
  ordered && tellsSuccess(page) && !page.elements.some((element) => inContent(element) && isTypable(element))
    ? done(`The shop confirms: “${page.heading}”. ${goal.count} × ${goal.qualities.join(' ')} ${goal.thing} bought.`)
    : undefined

const buyProduct = (shopping: Shopping, page: Observation): Thought | undefined => {
  const product = readProduct(page, shopping.goal)
  return product && takeProduct(product, shopping)
}

export const buyerFor = (goal: BuyGoal, chance: Chance) => {
  const shopping: Shopping = {
    goal,
    chance,
    persona: personaFrom(chance),
    browsing: newBrowsing(chance),
    inCart: 0,
    ordered: false,
  }
  const rules = [confirmed, finishOrder, goToCheckout, openCart, buyProduct]
  return ({ observation, anotherApproach }: Sight): Thought => {
    for (const rule of rules) {
      const thought = rule(shopping, observation)
      if (thought) return thought
    }
    return (
      browse(shopping, observation, anotherApproach) ?? giveUp('I have looked everywhere and found nothing that fits. I give up.')
    )
  }
}
