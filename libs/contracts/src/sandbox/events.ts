/** Facts that the sandbox service tells: matches, sandboxes, and the steps of their agents. */
import * as match from './match-events.ts'
import * as sandbox from './sandbox-events.ts'

export type SandboxServiceFact = sandbox.SandboxFact | match.MatchFact | sandbox.AgentStepRecorded

export const sandboxEvents = { ...sandbox, ...match }
