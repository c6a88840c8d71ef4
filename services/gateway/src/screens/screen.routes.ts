/** Screens as routes: agents push pictures, spectators look at the latest or at all that follow. */
import { malformed, parseOrReject, pictureRoutes, Rejection, SandboxId, type FrameAnswer } from '@agent-arena/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Callers } from '../identity/callers.ts'
import { Connection } from '../live/connection.ts'
import { admit } from '../rest/admission.ts'
import { BODY_LIMIT_BYTES } from '../rest/body.ts'
import { MOTION_TYPE } from './motion.ts'
import type { SandboxStatuses } from './sandbox-status.ts'
import type { Screens } from './screens.ts'

const JPEG_START = Buffer.from([0xff, 0xd8, 0xff])
const WATCHED_PAUSE_MS = 250
const UNWATCHED_PAUSE_MS = 5000

export interface ScreenRouteParts {
  readonly callers: Callers
  readonly screens: Screens
  readonly statuses: SandboxStatuses
}

const Params = z.object({ sandboxId: SandboxId })
const sandboxIdOf = (request: FastifyRequest) => parseOrReject(Params, request.params).sandboxId

const jpegOf = ({ body }: FastifyRequest): Buffer => {
  if (Buffer.isBuffer(body) && body.subarray(0, JPEG_START.length).equals(JPEG_START)) return body
  throw malformed('body', 'must be a JPEG picture')
}

const registerPush = (scope: FastifyInstance, { callers, screens, statuses }: ScreenRouteParts) => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('image/jpeg', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
    done(null, body),
  )
  scope.post(pictureRoutes.pushFrame.path, { onRequest: admit('sandbox', callers) }, async (request): Promise<FrameAnswer> => {
    const sandboxId = sandboxIdOf(request)
    const jpeg = jpegOf(request)
    await statuses.expectRunning(sandboxId)
    screens.publish(sandboxId, jpeg)
    const watchers = screens.watchers(sandboxId)
    return { watchers, nextInMs: watchers > 0 ? WATCHED_PAUSE_MS : UNWATCHED_PAUSE_MS }
  })
}

const registerLook = (scope: FastifyInstance, { callers, screens }: ScreenRouteParts) => {
  scope.get(pictureRoutes.getScreen.path, { onRequest: admit('anyone', callers) }, async (request, reply) => {
    const picture = screens.glance(sandboxIdOf(request))
    if (!picture) throw new Rejection('not-found', { detail: 'There is no picture of this screen yet.' })
    reply.headers({ etag: picture.etag, 'cache-control': 'no-cache' })
    if (request.headers['if-none-match'] === picture.etag) return reply.code(304).send()
    return reply.type('image/jpeg').send(picture.jpeg)
  })
}

const registerWatch = (scope: FastifyInstance, { callers, screens, statuses }: ScreenRouteParts) => {
  scope.get(pictureRoutes.streamScreen.path, { onRequest: admit('anyone', callers) }, async (request, reply) => {
    const sandboxId = sandboxIdOf(request)
    await statuses.of(sandboxId)
    if (request.method === 'HEAD') return reply.type(MOTION_TYPE).send()
    if (screens.isStopped) throw new Rejection('unavailable', { detail: 'The arena is stopping.' })
    screens.watch(sandboxId, Connection.open(reply, MOTION_TYPE))
    return reply
  })
}

export const registerScreens = async (scope: FastifyInstance, parts: ScreenRouteParts): Promise<void> => {
  registerLook(scope, parts)
  registerWatch(scope, parts)
  await scope.register(async (pictures) => registerPush(pictures, parts))
}
