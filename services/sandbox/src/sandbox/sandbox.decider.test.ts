/** The rules of a sandbox, from the request to the verdict. */
import { specify } from '@agent-arena/testing/specify'
import { describe, test } from '@jest/globals'
import {
  at,
  claimed,
  destroyed,
  ended,
  external,
  id,
  markets,
  provisioning,
  ready,
  requested,
  started,
  withoutChecks,
} from '../testing/facts.ts'
import { sandboxDecider } from './sandbox.decider.ts'

const sandbox = specify(sandboxDecider)
const running = [requested(), provisioning, ready, started] as const

describe('a request', () => {
  const request = { type: 'RequestSandbox', request: requested().data } as const
  test('is taken once', () => {
    sandbox.when(request).then(requested())
    sandbox.given(requested()).when(request).then()
  })
  test('of an external agent is ready at once, because it brings its own place', () =>
    sandbox
      .when({ type: 'RequestSandbox', request: requested(external).data })
      .then(requested(external), { type: 'SandboxReady', data: { sandboxId: id, at: at(0) } }))
})

describe('a run', () => {
  test('begins when it is ready and its time has come, with an end by its limit', () =>
    sandbox
      .given(requested(), provisioning, ready)
      .when({ type: 'BeginRun', at: at(10) })
      .then(started))
  test('does not begin early', () =>
    sandbox
      .given(requested(), provisioning, ready)
      .when({ type: 'BeginRun', at: at(9) })
      .then())
  test('does not begin before its place is ready', () =>
    sandbox
      .given(requested(), provisioning)
      .when({ type: 'BeginRun', at: at(10) })
      .then())
  test('begins once', () =>
    sandbox
      .given(...running)
      .when({ type: 'BeginRun', at: at(11) })
      .then())
})

describe('progress', () => {
  const told = { progress: 40, source: 'referee', met: [0], at: at(20), evidenceAt: at(19) } as const
  const noted = { type: 'SandboxProgressed', data: { sandboxId: id, markets, ...told } } as const
  test('rises by the referee’s word', () =>
    sandbox
      .given(...running)
      .when({ type: 'NoteProgress', ...told })
      .then(noted))
  test('never falls', () =>
    sandbox
      .given(...running, noted)
      .when({ type: 'NoteProgress', ...told, progress: 30 })
      .then())
  test('is not the agent’s to claim where there are checks', () =>
    sandbox
      .given(...running)
      .when({ type: 'NoteProgress', ...told, source: 'claim' })
      .then())
  test('is the agent’s claim where there are none', () =>
    sandbox
      .given(requested(withoutChecks), ready, started)
      .when({ type: 'NoteProgress', ...told, source: 'claim' })
      .then({ type: 'SandboxProgressed', data: { sandboxId: id, markets, ...told, source: 'claim' } }))
  test('after the end changes nothing', () =>
    sandbox
      .given(...running, ended('failed'))
      .when({ type: 'NoteProgress', ...told })
      .then())
})

describe('the agent’s word that it is done', () => {
  const claim = { type: 'ClaimCompletion', outcome: 'succeeded', at: at(30) } as const
  test('is a claim that the referee will judge', () =>
    sandbox
      .given(...running)
      .when(claim)
      .then(claimed()))
  test('awaits a person’s verdict where there are no checks', () =>
    sandbox.given(requested(withoutChecks), ready, started).when(claim).then(claimed(true)))
  test('counts once', () =>
    sandbox
      .given(...running, claimed())
      .when(claim)
      .then())
  test('is refused before the run', () => sandbox.given(requested(), ready).when(claim).rejects('wrong-state'))
})

describe('a gift of the audience', () => {
  const gift = { giftId: 'gft_1', credits: 5, tokens: 500, at: at(20) }
  const funded = { type: 'SandboxFunded', data: { sandboxId: id, ...gift } } as const
  const fund = { type: 'FundRun', ...gift } as const
  test('extends the budget once', () => {
    sandbox
      .given(...running)
      .when(fund)
      .then(funded)
    sandbox
      .given(...running, funded)
      .when(fund)
      .then()
  })
  test('is declined once when the run is over', () => {
    const { giftId, at: declinedAt } = gift
    const declined = { type: 'SandboxFundingDeclined', data: { sandboxId: id, giftId, at: declinedAt } } as const
    const over = [...running, ended('succeeded')]
    sandbox
      .given(...over)
      .when(fund)
      .then(declined)
    sandbox
      .given(...over, declined)
      .when(fund)
      .then()
  })
})

describe('the end', () => {
  const end = { type: 'EndRun', status: 'succeeded', cause: 'A cause.', evidenceAt: at(40), at: at(41) } as const
  test('comes with a verdict, a cause and the time of its evidence', () =>
    sandbox
      .given(...running)
      .when(end)
      .then(ended('succeeded')))
  test('comes once, whoever is second', () =>
    sandbox
      .given(...running, ended('cancelled'))
      .when(end)
      .then())
  test('by the platform’s own failure is void', () =>
    sandbox
      .given(...running)
      .when({ ...end, status: 'faulted' })
      .then(ended('faulted')))
  test('by the time is a failure', () =>
    sandbox
      .given(...running)
      .when({ ...end, status: 'timed-out' })
      .then(ended('timed-out')))
})

describe('an operator', () => {
  test('cancels what has not ended', () =>
    sandbox
      .given(...running)
      .when({ type: 'CancelRun', reason: 'A power cut.', at: at(20) })
      .then({
        type: 'SandboxEnded',
        data: {
          sandboxId: id,
          markets,
          status: 'cancelled',
          outcome: { verdict: 'void', cause: 'Cancelled by an operator: A power cut.', evidenceAt: at(20) },
          endedAt: at(20),
        },
      }))
  test('cannot cancel what has ended', () =>
    sandbox
      .given(...running, ended('failed'))
      .when({ type: 'CancelRun', reason: 'x', at: at(50) })
      .rejects('wrong-state'))
  test('judges a claim without checks, by evidence of the time of the claim', () =>
    sandbox
      .given(requested(withoutChecks), ready, started, claimed(true))
      .when({ type: 'GiveVerdict', verdict: 'success', reason: 'It was kind.', at: at(90) })
      .then({
        type: 'SandboxEnded',
        data: {
          sandboxId: id,
          markets,
          status: 'succeeded',
          outcome: { verdict: 'success', cause: 'Judged by an operator: It was kind.', evidenceAt: at(30) },
          endedAt: at(90),
        },
      }))
  test('cannot overrule the referee', () =>
    sandbox
      .given(...running, claimed())
      .when({ type: 'GiveVerdict', verdict: 'success', reason: 'x', at: at(31) })
      .rejects('wrong-state'))
})

test('a place is marked as gone once', () => {
  sandbox
    .given(...running, ended('failed'))
    .when({ type: 'MarkDestroyed', at: at(50) })
    .then(destroyed)
  sandbox
    .given(...running, ended('failed'), destroyed)
    .when({ type: 'MarkDestroyed', at: at(51) })
    .then()
})
