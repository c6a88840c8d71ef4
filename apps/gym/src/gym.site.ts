/** What a practice site is made of; a new site copies this pattern and is added to `sites.ts`. */
import type { Html } from './html.ts'
import type { Milestones, Proof, Step } from './milestones.ts'
import { enterByLink } from './refusal.ts'

export interface GymGoal {
  /** `<site>/<goal>` */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly steps: readonly Step[]
  readonly text: (seed: number) => string
}

/** One attempt at one goal, as the session store keeps it. */
export interface Session {
  readonly id: string
  readonly goal: GymGoal
  readonly seed: number
  /** Opens the session in a browser; never part of a page's address. */
  readonly secret: string
}

/** What a visitor asked for. Repeated and nested fields are left out: every value is one string. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly form: Readonly<Record<string, string>>
  /** ISO time, taken once per request. */
  readonly at: string
}

export type Answer = { readonly status: number; readonly page: Html } | { readonly seeOther: string }

export const page = (content: Html, status = 200): Answer => ({ status, page: content })
export const seeOther = (path: string): Answer => ({ seeOther: path })

interface Visited {
  readonly milestones: Milestones
}

export interface SiteParts<Visit extends Visited> {
  readonly name: string
  readonly style: string
  readonly goals: readonly GymGoal[]
  /** The site as this session finds it. */
  readonly open: (session: Session) => Visit
  /** Where the goal's link leads to. */
  readonly home: (visit: Visit) => string
  /** Counts and the like that the proof tells besides its steps. */
  readonly facts?: (visit: Visit) => Proof
  readonly routes: readonly SiteRoute<Visit>[]
}

export interface SiteRoute<Visit> {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly answer: (visit: Visit, asked: Asked) => Answer
}

export interface GymSite {
  readonly name: string
  readonly style: string
  readonly goals: readonly GymGoal[]
  readonly home: (session: Session) => string
  readonly proof: (session: Session) => Proof
  readonly routes: readonly SiteRoute<Session>[]
}

/** Ties a site's own kind of visit to sessions, so that the rest of the gym need not know it. */
export const defineSite = <Visit extends Visited>(parts: SiteParts<Visit>): GymSite => {
  const visits = new WeakMap<Session, Visit>()
  const visitOf = (session: Session): Visit => {
    if (!parts.goals.includes(session.goal)) throw enterByLink()
    const visit = visits.get(session) ?? parts.open(session)
    visits.set(session, visit)
    return visit
  }
  return {
    name: parts.name,
    style: parts.style,
    goals: parts.goals,
    home: (session) => parts.home(visitOf(session)),
    proof: (session) => {
      const visit = visitOf(session)
      return { ...visit.milestones.proof(session.goal.steps), ...parts.facts?.(visit) }
    },
    routes: parts.routes.map(({ method, path, answer }) => ({
      method,
      path,
      answer: (session, asked) => answer(visitOf(session), asked),
    })),
  }
}
