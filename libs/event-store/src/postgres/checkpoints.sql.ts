/** The statements of checkpoints: how far each reader has come, by which version of it, and in whose term. */

export const readCheckpoint = 'select position, version, epoch from checkpoints where reader = $1'

export const beginCheckpoint =
  'insert into checkpoints (reader, version, position) values ($1, $2, 0) on conflict (reader) do nothing'

/** A term that begins fences off all before it. */
export const claimCheckpoint = `
  update checkpoints set epoch = $3 where reader = $1 and version = $2 and epoch <= $3 returning position`

/**
 * Touches no row when the checkpoint is elsewhere, or belongs to a later term or to another version. The transaction that it is in waits
 * for no disk: should the last moves be missing after a crash of the server, what they stood for is done again from the log, and what was
 * written with them is missing too. On a busy log these moves would be most of all commits.
 */
export const moveCheckpoint = {
  name: 'move-checkpoint',
  text: `
  with relaxed as (select set_config('synchronous_commit', 'off', true))
  update checkpoints set position = $4, updated_at = clock_timestamp() from relaxed
  where reader = $1 and version = $2 and position = $3 and epoch = $5`,
}

/** Holds the term until the end of the transaction; no row when it is over. */
export const holdCheckpoint = 'select from checkpoints where reader = $1 and version = $2 and epoch = $3 for share'
