/** What the feed says, kind by kind. */
import { describe, expect, test } from '@jest/globals'
import { type FeedKind, feedKinds } from '@agent-arena/contracts'
import { sentenceOf } from './sentence.ts'

const say = (kind: FeedKind, data: Record<string, unknown>) => sentenceOf({ kind, data })

describe('a feed item', () => {
  test.each(feedKinds)('of kind %s has words even without data', (kind) => expect(say(kind, {}).text).not.toBe(''))
  test.each(feedKinds)('of kind %s survives data of the wrong types', (kind) =>
    expect(say(kind, { text: 7, stake: 'x', outcomes: 'y', progress: null, ok: 1, amount: {} }).text).not.toMatch(
      /undefined|NaN|object/,
    ),
  )
  test('of an unknown kind is told by its kind', () => expect(say('surprise' as FeedKind, {}).text).toBe('surprise'))
})

describe('a bet', () => {
  const bet = { userName: 'Ann', stake: 1200, outcome: 'sbx_a', outcomeName: 'Greedy' }
  test('names who staked what on whom', () => expect(say('bet', bet).text).toBe('Ann bet 1,200 cr on Greedy'))
  test('on nobody says what it means', () =>
    expect(say('bet', { ...bet, outcome: 'nobody' }).text).toBe('Ann bet 1,200 cr on Nobody succeeds'))
})

test('a gift that came too late is told as it goes back', () => {
  expect(say('credits', { userName: 'Ann', amount: 25 }).text).toBe('Ann gave the agent 25 cr')
  expect(say('credits', { userName: 'Ann', amount: 25, returned: true }).text).toBe(
    'Ann got 25 cr back: the run was over before the gift came',
  )
})

describe('odds', () => {
  const outcomes = [
    { id: 'success', name: 'success', multiplier: 1.5 },
    { id: 'failure', name: 'failure', multiplier: null },
  ]
  test('are listed with their multipliers', () => expect(say('odds', { outcomes }).text).toBe('Succeeds ×1.50 · Fails –'))
  test('are said to be final at the lock', () => {
    expect(say('odds', { outcomes, final: true }).text).toBe('Final odds: Succeeds ×1.50 · Fails –')
    expect(say('odds', { outcomes, final: true, marketKind: 'winner' }).text).toMatch(/^Final match odds: /)
  })
})

describe('a browser action', () => {
  const act = (data: Record<string, unknown>) =>
    say('browser_action', { url: 'http://shop.test/mugs?colour=red', ok: true, ...data })
  test('says what was clicked', () => expect(act({ action: 'click', target: 'Add' }).text).toBe('Clicked “Add”'))
  test('says what was typed where', () =>
    expect(act({ action: 'type', target: 'Quantity', value: '2' }).text).toBe('Typed “2” into “Quantity”'))
  test('says where it went', () => expect(act({ action: 'navigate' }).text).toBe('Went to /mugs?colour=red'))
  test('of an unknown name is told by it', () => expect(act({ action: 'hover', target: 'Menu' }).text).toBe('hover “Menu”'))
  test.each([
    [{ action: 'navigate' }, 'Tried to go to /mugs?colour=red'],
    [{ action: 'back' }, 'Tried to go back a page'],
    [{ action: 'hover', target: 'Menu' }, 'Tried: hover “Menu”'],
  ])('%j that failed reads as a try', (action, text) => expect(act({ ...action, ok: false }).text).toBe(text))
  test('that failed is told as tried, says why and turns bad', () =>
    expect(act({ action: 'click', target: 'Add', ok: false, error: 'Covered.' })).toMatchObject({
      text: 'Tried to click “Add”',
      detail: 'Covered.',
      tone: 'bad',
    }))
})

describe('progress', () => {
  test('is the referee’s where the referee says so', () =>
    expect(say('progress', { progress: 66.6, source: 'referee', note: 'In the basket' })).toMatchObject({
      text: 'Referee: 66%',
      detail: 'In the basket',
    }))
  test('is a claim otherwise', () => expect(say('progress', { progress: 50, source: 'claim' }).text).toBe('Agent claims: 50%'))
})

test('the market of a match is named', () => {
  const ofMatch = { marketKind: 'winner', text: 'Greedy won.' }
  expect(say('lock', { ...ofMatch, text: 'The run has ended.' }).text).toBe('Match market locked: The run has ended.')
  expect(say('settlement', ofMatch).text).toBe('Match market settled: Greedy won.')
  expect(say('settlement', { ...ofMatch, status: 'voided', text: 'It rained.' }).text).toBe('Match market voided: It rained.')
  expect(say('odds', { marketKind: 'winner', outcomes: [{ id: 'sbx_a', name: 'Greedy', multiplier: 2 }] }).text).toBe(
    'Match odds: Greedy ×2.00',
  )
})

test('what happens to the bets of a sandbox is named', () => {
  expect(say('lock', { text: 'The progress reached 90%.' }).text).toBe('Betting closed: The progress reached 90%.')
  expect(say('settlement', { text: 'It succeeded.', status: 'settled' }).text).toBe('Bets settled: It succeeded.')
  expect(say('settlement', { status: 'voided' })).toMatchObject({
    text: 'Bets voided',
    detail: 'All stakes were returned.',
  })
})

test('a settlement that is taken back is told as a correction, without the reason that the market tells', () => {
  expect(say('settlement', { status: 'reversed', text: 'The settlement was taken back: it was wrong.' })).toMatchObject({
    text: 'Bets corrected: the settlement was taken back.',
    tone: 'warn',
  })
  expect(say('settlement', { status: 'settled', text: 'It failed. Corrected by an operator: it was wrong.' }).text).toBe(
    'Bets settled: It failed. Corrected by an operator.',
  )
})

test('a gift of somebody who has bet on the run is told with the stakes', () => {
  const gift = { userName: 'Ada', amount: 5 }
  expect(say('credits', gift).detail).toBeUndefined()
  const position = [{ outcome: 'success', outcomeName: 'Succeeds', stake: 10 }]
  expect(say('credits', { ...gift, position }).detail).toMatch(/^Has bet 10.* on Succeeds\.$/)
})

test('a bet of somebody who has funded an agent of the market is told with the gifts', () => {
  const bet = { userName: 'Ada', stake: 5, outcome: 'success', outcomeName: 'Succeeds' }
  expect(say('bet', bet)).toMatchObject({ detail: undefined, tone: 'quiet' })
  const funded = [{ sandboxId: 'sbx_a', credits: 25 }]
  expect(say('bet', { ...bet, funded })).toMatchObject({ detail: 'Has given 25 cr to the agent.', tone: 'warn' })
  const both = [
    { sandboxId: 'sbx_a', agentName: 'Greedy', credits: 1200 },
    { sandboxId: 'sbx_b', agentName: 'Random', credits: 7 },
  ]
  expect(say('bet', { ...bet, funded: both }).detail).toBe('Has given 1,200 cr to Greedy, 7 cr to Random.')
})
