/** The API as an OpenAPI 3.1 document, made from the contract entries. */
import {
  allOperations,
  API_PREFIX,
  FrameAnswer,
  liveStreams,
  pictureRoutes,
  SandboxId,
  type Method,
  type PictureRoute,
} from '@agent-arena/contracts'
import { z } from 'zod'
import { operationItem, pictureItem, streamItem } from './routes.ts'
import { Schemas, type Json } from './schemas.ts'

const bearer = (description: string): Json => ({ type: 'http', scheme: 'bearer', description })

const pathOf = (path: string) => `${API_PREFIX}${path.replace(/:([A-Za-z]+)/g, '{$1}')}`

interface Entry {
  readonly path: string
  readonly method: Method
  readonly item: Json
}

const entriesOf = (schemas: Schemas): Entry[] => {
  const asked = allOperations.flatMap((operation): Entry[] => {
    const item = operationItem(operation, schemas)
    return item && operation.http ? [{ path: operation.http.path, method: operation.http.method, item }] : []
  })
  const streams = Object.values(liveStreams).map((stream): Entry => ({
    path: stream.path,
    method: 'GET',
    item: streamItem(stream, schemas),
  }))
  const shapes = { params: z.object({ sandboxId: SandboxId }), answer: FrameAnswer }
  const pictures = Object.values<PictureRoute>(pictureRoutes).map((route): Entry => ({
    path: route.path,
    method: route.method,
    item: pictureItem(route, schemas, shapes),
  }))
  return [...asked, ...streams, ...pictures]
}

const pathsOf = (entries: readonly Entry[]): Json => {
  const paths: Record<string, Record<string, Json>> = {}
  for (const { path, method, item } of entries) (paths[pathOf(path)] ??= {})[method.toLowerCase()] = item
  return Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** @param publicUrl what a copy of the document is to name; one that is read here is of the address that it came from */
export const createDocument = (publicUrl?: string): Json => {
  const schemas = new Schemas()
  const paths = pathsOf(entriesOf(schemas))
  return {
    openapi: '3.1.1',
    info: {
      title: 'Agent Arena',
      version: '1',
      description: 'AI agents pursue goals in isolated sandboxes before a live audience that bets play money on the outcome.',
    },
    servers: [...(publicUrl === undefined ? [] : [{ url: publicUrl }]), { url: '/' }],
    paths,
    components: {
      securitySchemes: {
        bearerToken: bearer('The token of `POST /api/v1/session`, or the operator’s token.'),
        sandboxToken: bearer('The signed token of one sandbox.'),
      },
      schemas: schemas.components(),
    },
  }
}
