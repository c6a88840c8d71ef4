/** What the choices of a built-in agent follow from: a secret of its own, worked out from the seed and the id of its sandbox. */
import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Sandbox } from '@agent-arena/contracts'

/** As the gym's: choices are watched like pages, so that a guess of the seed must not be cheaper by them (1 MiB, some 3 ms). */
const COST = { N: 1024, r: 8, p: 1 }

const derive = promisify<string, string, number, typeof COST, Buffer>(scrypt)

/** 256 bits in hex. They tell nothing of the seed; who knows the seed, as all do once the run is over, works them out again. */
export const agentChance = async ({ id, agentKind, seed }: Pick<Sandbox, 'id' | 'agentKind' | 'seed'>): Promise<string | null> =>
  agentKind === 'external' || seed === null
    ? null
    : (await derive(String(seed), `agent-arena agent ${id}`, 32, COST)).toString('hex')
