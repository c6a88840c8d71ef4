/** The ways an order can travel, and the checkout form that asks for one. */
import { z } from 'zod'

export interface Delivery {
  readonly code: string
  readonly name: string
  readonly priceCredits: number
}

export const deliveries: readonly Delivery[] = [
  { code: 'standard', name: 'Standard, 3 to 5 days', priceCredits: 0 },
  { code: 'express', name: 'Express, next day', priceCredits: 6 },
  { code: 'pick-up', name: 'Pick up in the shop', priceCredits: 0 },
]

const text = (missing: string) => z.string(missing).trim().min(1, missing).max(200, 'That is too long, please shorten it.')

export const checkoutForm = z.object({
  name: text('Enter your full name.'),
  address: text('Enter your address.'),
  delivery: z.string('Choose a delivery.').transform((code, context) => {
    const delivery = deliveries.find((other) => other.code === code)
    if (delivery !== undefined) return delivery
    context.addIssue({ code: 'custom', message: 'Choose a delivery.' })
    return z.NEVER
  }),
})

export type CheckoutField = keyof typeof checkoutForm.shape
export type CheckoutFaults = Readonly<Partial<Record<CheckoutField, string>>>
