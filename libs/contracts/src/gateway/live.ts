/** What is not one request and one answer: server-sent streams and the screens' pictures. */
import { z } from 'zod'
import { Market } from '../betting/market.ts'
import { MarketId, MatchId, SandboxId } from '../ids.ts'
import { FeedItem } from '../insights/feed.ts'
import type { Audience, LiveStream, Method } from '../operation.ts'
import { Match, Sandbox } from '../sandbox/sandbox.ts'

const stream = <T extends LiveStream>(entry: T): T => entry

export const Lobby = z.object({
  matches: z.array(Match),
  sandboxes: z.array(Sandbox),
  markets: z.array(Market),
  viewers: z.int(),
})
export type Lobby = z.infer<typeof Lobby>

export const MatchView = z.object({ match: Match, markets: z.array(Market) })
export type MatchView = z.infer<typeof MatchView>

export const liveStreams = {
  sandboxFeed: stream({
    name: 'sandboxFeed',
    path: '/sandboxes/:sandboxId/stream',
    summary: 'The feed of a sandbox, live: id = seq, event = kind, data = the item; goes on after Last-Event-ID.',
    input: z.strictObject({ sandboxId: SandboxId }),
    message: FeedItem,
    resumable: true,
  }),
  marketOdds: stream({
    name: 'marketOdds',
    path: '/markets/:marketId/stream',
    summary: 'A market as it changes: event = market; the latest wins.',
    input: z.strictObject({ marketId: MarketId }),
    message: Market,
    resumable: false,
  }),
  matchState: stream({
    name: 'matchState',
    path: '/matches/:matchId/stream',
    summary: 'A match with its markets as they change: event = match; the latest wins.',
    input: z.strictObject({ matchId: MatchId }),
    message: MatchView,
    resumable: false,
  }),
  lobby: stream({
    name: 'lobby',
    path: '/stream',
    summary: 'All that is going on: event = lobby; the latest wins.',
    input: z.strictObject({}),
    message: Lobby,
    resumable: false,
  }),
} as const

/** A route whose body or answer is a picture. */
export interface PictureRoute {
  readonly name: string
  readonly method: Method
  readonly path: `/${string}`
  readonly audience: Audience
  readonly summary: string
  readonly consumes?: string
  readonly produces: string
}

const SCREEN = '/sandboxes/:sandboxId/screen'

export const pictureRoutes = {
  pushFrame: {
    name: 'pushFrame',
    method: 'POST',
    path: '/sandboxes/:sandboxId/frames',
    audience: 'sandbox',
    summary: 'The screen as a JPEG of at most 1 MiB; the answer tells when the next one is wanted.',
    consumes: 'image/jpeg',
    produces: 'application/json',
  },
  getScreen: {
    name: 'getScreen',
    method: 'GET',
    path: SCREEN,
    audience: 'anyone',
    summary: 'The latest picture of a sandbox’s screen.',
    produces: 'image/jpeg',
  },
  streamScreen: {
    name: 'streamScreen',
    method: 'GET',
    path: `${SCREEN}/stream`,
    audience: 'anyone',
    summary: 'The screen live, as a motion JPEG.',
    produces: 'multipart/x-mixed-replace',
  },
} as const satisfies Record<string, PictureRoute>

/** What the answer to a frame says. */
export const FrameAnswer = z.object({ watchers: z.int(), nextInMs: z.int() })
export type FrameAnswer = z.infer<typeof FrameAnswer>

/** Bus subject of live pictures, which may be lost. */
export const screenSubject = (sandboxId: string) => `arena.live.screen.${sandboxId}`
