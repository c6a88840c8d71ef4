/** A goal and the checks by which the referee decides it. */
import { z } from 'zod'
import { line, prose } from '../values.ts'

const shared = {
  /** Short label that spectators read. */
  name: line(80).optional(),
  /** Share of the progress that meeting this check is worth. */
  weight: z.number().positive().max(1000).default(1),
  /** Success needs every required check. */
  required: z.boolean().default(true),
}

const Json: z.ZodType<string | number | boolean | null> = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** Asks a site, from outside the sandbox: status, and a JSON value by path (RFC 9535). */
export const HttpCheck = z.strictObject({
  kind: z.literal('http'),
  ...shared,
  url: z.url({ protocol: /^https?$/ }).max(2000),
  status: z.int().min(100).max(599).optional(),
  jsonPath: z.string().max(500).optional(),
  equals: Json.optional(),
  /** JSON path to the site's own record of when the fact came true, ISO 8601. */
  evidenceAt: z.string().max(500).optional(),
})
export type HttpCheck = z.output<typeof HttpCheck>

/** Looks at the page in the sandbox's browser: evidence from inside, marked so. */
export const PageCheck = z.strictObject({
  kind: z.literal('page'),
  ...shared,
  /** The page's address begins with this. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  text: z.string().min(1).max(500).optional(),
  selector: z.string().min(1).max(500).optional(),
})
export type PageCheck = z.output<typeof PageCheck>

export const Check = z.discriminatedUnion('kind', [HttpCheck, PageCheck]).superRefine((check, context) => {
  if (check.kind === 'page' && check.url === undefined && check.text === undefined && check.selector === undefined)
    context.addIssue({ code: 'custom', path: ['url'], message: 'a page check needs a url, a text or a selector' })
  if (check.kind === 'http' && check.equals !== undefined && check.jsonPath === undefined)
    context.addIssue({ code: 'custom', path: ['jsonPath'], message: 'equals needs a jsonPath to compare with' })
})
export type Check = z.output<typeof Check>

/** Where chance chooses it, it has 53 bits: all that JSON keeps. A small one that was named is soon found by trying. */
const Seed = z.int().min(0)

/** What an operator gives: a text with checks, or a goal of the gym by name, whose own text then counts. */
export const GoalInput = z
  .strictObject({
    text: prose(2000).optional(),
    checks: z.array(Check).min(1).max(20).optional(),
    gym: z
      .string()
      .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, { error: 'must be a site and a goal, like shop/two-mugs' })
      .optional(),
    seed: Seed.optional(),
  })
  .superRefine((goal, context) => {
    if (goal.gym === undefined && goal.text === undefined)
      context.addIssue({ code: 'custom', path: ['text'], message: 'a goal needs a text or the name of a gym goal' })
    if (goal.gym !== undefined && goal.checks !== undefined)
      context.addIssue({ code: 'custom', path: ['checks'], message: 'a gym goal brings its own checks' })
    if (goal.checks && !goal.checks.some((check) => check.required))
      context.addIssue({ code: 'custom', path: ['checks'], message: 'at least one check must be required' })
  })
export type GoalInput = z.input<typeof GoalInput>

export const Goal = z.object({
  text: z.string(),
  checks: z.array(Check).optional(),
  gym: z.string().optional(),
  seed: z.int().optional(),
})
export type Goal = z.output<typeof Goal>

export { Seed }

/** The label of a check that people read. */
export const checkName = (check: Check): string => {
  if (check.name !== undefined) return check.name
  if (check.kind === 'http') return `${new URL(check.url).host} confirms it`
  const shown = [check.url, check.text && `“${check.text}”`, check.selector].filter(Boolean).join(', ')
  return `The page shows ${shown}`
}
