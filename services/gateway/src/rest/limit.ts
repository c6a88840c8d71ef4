/** How often one address may call what is limited: so many times a minute, counted by each gateway for itself. */
import { Rejection } from '@agent-arena/contracts'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const MINUTE_MS = 60_000

/** Throws `too-many-requests`. */
export type Limit = (request: FastifyRequest) => Promise<void>

const tooMany = (retryAfterSeconds: number) => {
  const seconds = `${retryAfterSeconds} second${retryAfterSeconds === 1 ? '' : 's'}`
  const detail = `Too many such requests came from your address. Try again in ${seconds}.`
  return new Rejection('too-many-requests', { detail, extra: { retryAfterSeconds } })
}

/** 0 is no limit. An IPv6 address counts with its network (/64), of which one client may have every address. */
export const limitPerAddress = async (scope: FastifyInstance, perMinute: number): Promise<Limit> => {
  if (perMinute === 0) return async () => undefined
  await scope.register(rateLimit, { global: false })
  const count = scope.createRateLimit({ max: perMinute, timeWindow: MINUTE_MS })
  return async (request) => {
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttlInSeconds)
  }
}
