/** Notices when an agent goes round in circles: the same thing k times among the last n. */

export interface FailureLoopOptions {
  readonly times: number
  readonly among: number
  /** How many circles are forgiven with another approach before the agent gives up. */
  readonly approaches: number
}

export type Advice = 'go-on' | 'another-approach' | 'give-up'

export const watchForCircles = ({ times, among, approaches }: FailureLoopOptions): ((seen: string) => Advice) => {
  let recent: readonly string[] = []
  let circles = 0
  return (seen) => {
    recent = [...recent, seen].slice(-among)
    if (recent.filter((other) => other === seen).length < times) return 'go-on'
    circles += 1
    // The new approach is judged by what it does, not by what led to it.
    recent = []
    return circles > approaches ? 'give-up' : 'another-approach'
  }
}
