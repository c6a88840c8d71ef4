/** Every seed makes a country whose question has exactly one answer, some links away. */
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { planOf } from '../testing/solve-find-fact.ts'
import { slugOf } from './articles.ts'
import { questionOf } from './question.ts'
import { worldOf } from './world.ts'

const forEverySeed = (holds: (seed: number) => void) => fc.assert(fc.property(fc.maxSafeNat(), holds), { numRuns: 100 })

describe('the encyclopedia', () => {
  test('is the same for the same seed', () => expect([...worldOf(5)]).toEqual([...worldOf(5)]))
  test('differs from seed to seed', () => expect([...worldOf(5)]).not.toEqual([...worldOf(6)]))

  test('has 27 articles, each with an address of its own', () =>
    forEverySeed((seed) => {
      const titles = [...worldOf(seed).values()].map(({ title }) => slugOf(title))
      expect(new Set(titles).size).toBe(27)
    }))

  test('ties every river to a town and every bridge to its river', () =>
    forEverySeed((seed) => {
      const world = worldOf(seed)
      for (const entity of world.values()) {
        if (entity.kind === 'river') expect(entity.towns.length).toBeGreaterThan(0)
        if (entity.kind === 'bridge') expect(world.get(entity.river)).toMatchObject({ kind: 'river', bridge: entity.title })
      }
    }))
})

describe('the question', () => {
  test('follows the grammar, two or three links from its start', () =>
    forEverySeed((seed) => {
      const { text, start } = questionOf(seed, worldOf(seed))
      const plan = planOf(text)
      expect(plan.start).toBe(start)
      expect([2, 3]).toContain(plan.follow.length)
    }))

  test('asks for a year that no other article answers with', () =>
    forEverySeed((seed) => {
      const world = worldOf(seed)
      const { year } = questionOf(seed, world)
      const years = [...world.values()].flatMap((entity) => {
        if (entity.kind === 'river') return []
        if (entity.kind === 'town') return [entity.founded]
        if (entity.kind === 'bridge') return [entity.opened]
        return [entity.kind === 'person' ? entity.born : entity.firstHeld]
      })
      expect(years.filter((other) => other === year)).toHaveLength(1)
    }))

  test('differs in kind from seed to seed', () => {
    const shapes = Array.from({ length: 200 }, (_, seed) => planOf(questionOf(seed, worldOf(seed)).text))
    expect(new Set(shapes.map(({ read }) => read))).toEqual(new Set(['Opened', 'Founded', 'Born', 'First held']))
  })
})
