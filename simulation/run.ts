/** npm run simulate: many seeds, or one of them told turn by turn, or planted bugs until they are found. */
import { askedOf, usage, type Asked } from './arguments.ts'
import { explore } from './explore.ts'
import { planted } from './planted/index.ts'
import { simulate, type Outcome } from './simulate.ts'
import { healthy, type Parts } from './world/parts.ts'

const PROGRESS_SEEDS = 500

const partsOf = (bug: string | undefined): Parts => ({ ...healthy, ...(bug === undefined ? {} : planted[bug]) })

const again = (seed: number, bug?: string) => `npm run simulate -- --seed ${seed}${bug === undefined ? '' : ` --planted ${bug}`}`

const tell = ({ seed, hash, turns, virtualMs, broken }: Outcome) =>
  `seed ${seed}: ${broken ?? 'nothing is broken'} (${turns} turns in ${virtualMs / 1000} virtual seconds, trace ${hash})`

const runOne = async (seed: number, [bug]: readonly string[]): Promise<boolean> => {
  const outcome = await simulate({ seed, parts: partsOf(bug), keepsLines: true })
  console.log([...outcome.lines, tell(outcome)].join('\n'))
  return outcome.broken === null
}

const runMany = async ({ from, seeds, hashes }: Asked): Promise<boolean> => {
  const onOutcome = (outcome: Outcome) => {
    if (hashes) console.log(tell(outcome))
    if ((outcome.seed - from + 1) % PROGRESS_SEEDS === 0) console.error(`${outcome.seed - from + 1} of ${seeds} seeds …`)
  }
  const { tried, turns, virtualMs, broken } = await explore({ from, seeds, parts: healthy, onOutcome })
  if (broken) console.log(`${tell(broken)}\nAgain, turn by turn: ${again(broken.seed)}`)
  else
    console.log(
      `${tried} seeds from ${from}: nothing is broken (${turns} turns, ${Math.round(virtualMs / 3_600_000)} virtual hours).`,
    )
  return broken === null
}

const findPlanted = async ({ from, seeds, planted: bugs }: Asked): Promise<boolean> => {
  let areFound = true
  for (const bug of bugs) {
    const { tried, broken } = await explore({ from, seeds, parts: partsOf(bug) })
    console.log(
      broken
        ? `${bug}: caught by seed ${broken.seed}: ${broken.broken} (${again(broken.seed, bug)})`
        : `${bug}: NOT caught in ${tried} seeds`,
    )
    areFound &&= broken !== null
  }
  return areFound
}

const run = (asked: Asked): Promise<boolean> => {
  if (asked.seed !== null) return runOne(asked.seed, asked.planted)
  return asked.planted.length > 0 ? findPlanted(asked) : runMany(asked)
}

const asked = (args: readonly string[]): Asked => {
  try {
    return askedOf(args)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    console.error(`${error.message}\n${usage}`)
    process.exit(2)
  }
}

const args = process.argv.slice(2)
if (args.includes('--help') || args.includes('-h')) console.log(usage)
else process.exitCode = (await run(asked(args))) ? 0 : 1
