/** A process with the reacting service, which the word `kill` kills in the middle of its event: `node … reacting-process.ts <url>`. */
import { failOnBad, startReacting } from './reacting-service.ts'

await startReacting(process.argv[2] ?? '', async (word) => {
  if (word === 'kill') process.kill(process.pid, 'SIGKILL')
  await failOnBad(word)
})
