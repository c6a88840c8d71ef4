/** Which isolation local sandboxes do not get on this machine, in sentences: said plainly at the start. */
import type { Browser } from '../../sandbox.config.ts'
import type { SystemUser } from './identity.ts'

export const missingIsolation = (user: SystemUser | null, { sandboxed }: Pick<Browser, 'sandboxed'>): readonly string[] => [
  ...(user
    ? []
    : ['Agents run as the same user as the arena (only root can give them another one, in folders which that one can reach).']),
  ...(sandboxed ? [] : ['Chromium runs without its own sandbox, because this machine or this user does not allow it.']),
  'Agents share network and file system with the arena; so only house agents run in local sandboxes.',
]
