/** Which isolation local sandboxes do not get on this machine, in sentences: said plainly at the start. */
import type { Browser } from '../../sandbox.config.ts'
import type { SystemUser } from './identity.ts'

const sameUser = () =>
  process.getuid?.() === 0
    ? 'Agents run as root, because users of their own could not reach the program or the data folder; start the arena as an ordinary user, or from another folder.'
    : 'Agents run as the same user as the arena; only an arena that is started by root can give them another one.'

export const missingIsolation = (user: SystemUser | null, { sandboxed }: Pick<Browser, 'sandboxed'>): readonly string[] => [
  ...(user ? [] : [sameUser()]),
  ...(sandboxed ? [] : ['Chromium runs without its own sandbox, because this machine or this user does not allow it.']),
  'Agents share network and file system with the arena; so only house agents run in local sandboxes.',
]
