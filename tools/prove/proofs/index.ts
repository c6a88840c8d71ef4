/** All proofs, in the order in which they are told. */
import { modelProof } from '../../../services/betting/src/testing/model-proof.ts'
import { settlementProof } from '../../../services/betting/src/testing/settlement-proof.ts'
import { proof, type Proof } from '../proof.ts'
import { bettingReplicas } from './betting-replicas.ts'
import { leaderStopped } from './leader-stopped.ts'
import { natsKills } from './nats-kills.ts'
import { payoutKills } from './payout-kills.ts'
import { poison } from './poison.ts'
import { postgresKills } from './postgres-kills.ts'
import { races } from './races.ts'
import { rebuild } from './rebuild.ts'
import { storm } from './storm.ts'
import { streamDeleted } from './stream-deleted.ts'
import { twoRelays } from './two-relays.ts'
import { writerKills } from './writer-kills.ts'

/** Those that do harm to a house. */
export const harms: readonly Proof[] = [
  writerKills,
  payoutKills,
  natsKills,
  postgresKills,
  streamDeleted,
  twoRelays,
  leaderStopped,
  bettingReplicas,
  storm,
  poison,
  rebuild,
]

export const proofs: readonly Proof[] = [...harms, proof(settlementProof), proof(modelProof), races]
