/** How a name is refused: the reason, a sentence, and the field. */
import { Rejection } from '@agent-arena/contracts'

export const takenRejection = (name: string): Rejection =>
  new Rejection('name-taken', {
    detail: `Somebody is called ${name} already, or something that looks the same.`,
    errors: [{ path: 'name', message: 'is taken' }],
  })

export const reservedRejection = (name: string, message: string): Rejection =>
  new Rejection('name-reserved', { detail: `The name ${name} ${message}.`, errors: [{ path: 'name', message }] })
