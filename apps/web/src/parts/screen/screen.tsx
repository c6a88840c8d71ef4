/** An agent's screen in a 16:9 box: live while it runs and is seen, a placeholder before the first frame, marked when it has ended. */
import { useRef, useState } from 'react'
import { isEnded, type Sandbox } from '@agent-arena/contracts'
import { sandboxLabel } from '../../words/status.ts'
import { usePageActive } from '../../api/page-active.ts'
import { Icon } from '../bits/icon.tsx'
import { MotionPicture } from './motion-picture.tsx'
import { useInView } from './use-in-view.ts'
import { useMotionSlot } from './use-motion-slot.ts'
import { usePollPicture } from './use-poll-picture.ts'

interface ScreenProps {
  readonly sandbox: Pick<Sandbox, 'id' | 'title' | 'status' | 'startedAt'>
  /** Motion holds a connection of the six that a browser grants, where it gets leave to; a thumbnail only asks every two seconds. */
  readonly mode: 'motion' | 'thumbnail'
}

const waiting = (status: Sandbox['status']) =>
  status === 'running' ? 'Waiting for the first picture' : sandboxLabel(status).text

export const Screen = ({ sandbox: { id, title, status, startedAt }, mode }: ScreenProps) => {
  const box = useRef<HTMLDivElement>(null)
  const seen = useInView(box)
  const active = usePageActive(0) && seen
  const ended = isEnded(status)
  const moving = useMotionSlot(mode === 'motion' && status === 'running' && active)
  const [moved, setMoved] = useState(false)
  // The still stands until the motion has its first picture.
  const still = usePollPicture({ sandboxId: id, startedAt, active: active && !(moving && moved), again: !ended })
  const alt = ended ? `Last picture of ${title}’s screen` : `Live screen of ${title}`
  return (
    <div className="screen" ref={box} data-ended={ended}>
      {!still && !moved && (
        <div className="screen-placeholder">
          <Icon name="screen" size={mode === 'motion' ? 36 : 26} />
          <span>{waiting(status)}</span>
        </div>
      )}
      {still && <img className="screen-picture" src={still} alt={moving && moved ? '' : alt} />}
      {moving && <MotionPicture key={id} sandboxId={id} alt={moved ? alt : ''} onPicture={setMoved} />}
      {ended && <span className="screen-ended">Ended</span>}
    </div>
  )
}
