/** What others may know of the runner: the models it can play, where its program is. */
import { fileURLToPath } from 'node:url'

export { houseModels } from './policies/house-policies.ts'

/** Absolute path of the program: `.ts` when read from source, `.js` in the build. */
export const runnerEntry: string = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? 'main.ts' : 'main.js', import.meta.url),
)
