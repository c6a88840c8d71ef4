/** The checkpoint of one reader: claimed by a term, moved only by it. */
import { Superseded } from '../term.ts'
import { CheckpointMoved, type Move } from '../view-store.ts'
import type { Database } from '../view.ts'
import { beginCheckpoint, claimCheckpoint, holdCheckpoint, moveCheckpoint, readCheckpoint } from './checkpoints.sql.ts'

interface CheckpointRow {
  /** bigint arrives as text. */
  readonly position: string
  readonly version: number
  readonly epoch: string
}

export class Checkpoint {
  readonly reader: string
  private readonly version: number

  constructor(reader: string, version = 1) {
    this.reader = reader
    this.version = version
  }

  /** Null before it has begun. */
  async read(db: Database): Promise<{ readonly position: number; readonly version: number; readonly epoch: number } | null> {
    const [row] = (await db.query<CheckpointRow>(readCheckpoint, [this.reader])).rows
    return row ? { position: Number(row.position), version: row.version, epoch: Number(row.epoch) } : null
  }

  async position(db: Database): Promise<number> {
    return (await this.read(db))?.position ?? 0
  }

  async begin(db: Database): Promise<void> {
    await db.query(beginCheckpoint, [this.reader, this.version])
  }

  /** Begins a term and answers the position. Throws `Superseded`. */
  async claim(db: Database, epoch: number): Promise<number> {
    const [row] = (await db.query<{ position: string }>(claimCheckpoint, [this.reader, this.version, epoch])).rows
    if (!row) throw new Superseded(this.reader, epoch)
    return Number(row.position)
  }

  /** Throws `Superseded` or `CheckpointMoved`, having changed nothing. */
  async move(db: Database, { from, to, epoch }: Move): Promise<void> {
    const { rowCount } = await db.query({ ...moveCheckpoint, values: [this.reader, this.version, from, to, epoch] })
    if (rowCount === 1) return
    const found = await this.read(db)
    const isOver = found !== null && (found.epoch > epoch || found.version !== this.version)
    throw isOver ? new Superseded(this.reader, epoch) : new CheckpointMoved(this.reader)
  }

  /** In a transaction: until its end no later term begins. Throws `Superseded`. */
  async hold(db: Database, epoch: number): Promise<void> {
    const { rowCount } = await db.query(holdCheckpoint, [this.reader, this.version, epoch])
    if (rowCount !== 1) throw new Superseded(this.reader, epoch)
  }
}
