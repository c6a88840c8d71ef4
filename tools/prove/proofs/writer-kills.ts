/** The process that writes is killed again and again, at random moments under load. */
import { kills } from '../kills.ts'

export const writerKills = kills({
  name: 'writer-kills',
  title: 'The writing process is killed under load',
  question: 'Is a bet lost or doubled when the service that takes it dies?',
  full: { kills: 30, clients: 24 },
  small: { kills: 2, clients: 8 },
  betweenMs: [50, 1500],
  async kill({ writers }) {
    await writers[0]?.kill()
  },
})
