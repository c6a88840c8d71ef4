/** The sentence that a voided match is told with: what stopped a run is rarely its agent, so the cause comes first. */
import type { SandboxState } from '../sandbox/sandbox.state.ts'

const names = new Intl.ListFormat('en-GB', { type: 'conjunction' })

const runsOf = (sandboxes: readonly SandboxState[]): string => {
  const titles = sandboxes.map(({ request }) => request?.title ?? 'A contestant')
  return titles.length === 1 ? `${titles[0]}’s run was` : `The runs of ${names.format(titles)} were`
}

/** An operator's reason is whatever was typed. */
const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** `Cancelled by an operator: Wrong goal. Greedy’s run was not decided.` */
export const voidCause = (broken: readonly SandboxState[]): string => {
  const cause = broken[0]?.cause ?? ''
  return `${asSentence(cause)} ${runsOf(broken.filter((sandbox) => sandbox.cause === cause))} not decided.`
}
