/** Events as a log gives them, for tests of what follows logs. */
import type { StoredEvent } from '@agent-arena/contracts'

export const eventAt = (position: number, stream: string, word = `${stream} ${position}`): StoredEvent => ({
  id: `00000000-0000-7000-8000-${String(position).padStart(12, '0')}`,
  type: 'WordNoted',
  data: { word },
  meta: { actor: 'test', correlationId: 'c' },
  stream,
  version: position,
  position,
  at: '2026-11-20T12:00:00.000Z',
})

export const wordOf = ({ data }: StoredEvent): string => (data as { word: string }).word
