// Before a Jest run: offers what its workers share, and sees to it that nothing is left when the run ends or is interrupted.
import { registerHooks } from 'node:module'
import '../../../../tools/swc-hooks.mjs'

// Our own packages come from source here too, so that a test run needs no build.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('@agent-arena/')
      ? next(specifier, { ...context, conditions: ['source', ...context.conditions] })
      : next(specifier, context),
})

export default async function setUp() {
  const { openRun } = await import('./run.ts')
  const run = await openRun()
  process.env.ARENA_TEST_RUN = run.address
  globalThis.arenaTestRun = run
}
