/** The goal `wiki/find-fact`: find a year across linked articles and submit it. */
import type { GymGoal } from '../gym.site.ts'
import { questionOf } from './question.ts'
import { worldOf } from './world.ts'

export const findFact: GymGoal = {
  name: 'wiki/find-fact',
  title: 'Find a fact',
  description: 'Follow links through an encyclopedia to the year that is asked for, and submit it within three answers.',
  steps: [
    { fact: 'atArticle', name: 'At the article that holds the fact', weight: 1, required: false },
    { fact: 'goalMet', name: 'Right answer submitted', weight: 2, required: true },
  ],
  text: (seed) => questionOf(seed, worldOf(seed)).text,
}
