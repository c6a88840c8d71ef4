/** How far a run is, by the referee or, marked so, by the agent's own claim. */
import type { Sandbox } from '@agent-arena/contracts'
import { percent } from '../../words/format.ts'
import type { Corner } from '../../words/corner.ts'

interface ProgressBarProps {
  readonly sandbox: Pick<Sandbox, 'progress' | 'progressSource' | 'title'>
  readonly corner?: Corner
}

export const ProgressBar = ({ sandbox: { progress, progressSource, title }, corner }: ProgressBarProps) => (
  <div className="progress" data-corner={corner} data-claim={progressSource === 'claim'}>
    <progress
      className="visually-hidden"
      max={100}
      value={progress}
      aria-label={`Progress of ${title}${progressSource === 'claim' ? ', by its own claim' : ''}`}
    />
    <div className="progress-track" aria-hidden="true">
      <div className="progress-fill" style={{ transform: `scaleX(${progress / 100})` }} />
      <div className="progress-lock" title="Markets lock at 90%" />
    </div>
    <span className="progress-figure figures" aria-hidden="true">
      {percent(progress)}
    </span>
    {progressSource === 'claim' && <span className="progress-claim">claimed</span>}
  </div>
)
