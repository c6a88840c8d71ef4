/** `arena dead list|show|retry`: what reactions could not act on, and another try of it. */
import type { Command } from 'commander'
import type { ArenaConfig } from '../arena.config.ts'
import { listDead, retryDead, showDead } from './dead.ts'

interface DataOptions {
  readonly dataDir?: string
}

const HELP = `
A reaction that cannot act on an event, five times in a row, parks it, and every later event of the same stream behind it, so that
their order is kept. Everything else goes on. Find out why, mend it, and ask for another try:

  arena dead list
  arena dead show  betting.pay-bets-when-market-is-over market-1
  arena dead retry betting.pay-bets-when-market-is-over market-1

The commands work on the database (--data-dir or DATABASE_URL say where), whether the arena runs or not. A running arena tries again
within about a second, one that is down at its next start. What succeeds leaves the list; what fails again stays, with its new reason.`

export const addDeadCommand = (
  program: Command,
  configOf: (options: DataOptions) => ArenaConfig,
  fail: (error: unknown) => never,
): void => {
  const dead = program
    .command('dead')
    .description('dead letters: events that a reaction could not act on')
    .addHelpText('after', HELP)
  const add = (name: string, description: string) =>
    dead
      .command(name)
      .description(description)
      .option('-d, --data-dir <folder>', 'the arena’s data folder (ARENA_DATA_DIR, .arena)')

  add('list', 'lists the streams that are parked, each with the reason').action(async (options: DataOptions) => {
    await listDead(configOf(options)).catch(fail)
  })
  add('show', 'shows the events of one stream, the first one with its content')
    .argument('<reaction>', 'as listed, e.g. betting.markets-follow-runs')
    .argument('<stream>', 'as listed')
    .action(async (reaction: string, stream: string, options: DataOptions) => {
      await showDead(configOf(options), { reaction, stream }).catch(fail)
    })
  add('retry', 'has the events of one stream, or of all, tried again in their order')
    .argument('[reaction]', 'as listed, e.g. betting.markets-follow-runs')
    .argument('[stream]', 'as listed')
    .option('--all', 'every stream of every reaction')
    .action(async (reaction: string | undefined, stream: string | undefined, options: DataOptions & { readonly all?: true }) => {
      await retryDead(configOf(options), { reaction, stream, all: options.all ?? false }).catch(fail)
    })
}
