/** The way to operations, for operators only: it says on every page when something raises an alarm. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { plural } from '../../words/format.ts'
import { Icon } from '../bits/icon.tsx'
import { readingsQuery } from '../operator/operator-queries.ts'
import { alarmsOf } from '../operator/readings.ts'

export const OperationsLink = () => {
  const { data } = useQuery(readingsQuery)
  const alarms = data ? alarmsOf(data).length : 0
  const label = alarms > 0 ? `Operations, ${plural(alarms, 'alarm')}` : 'Operations'
  return (
    <Link href="/operations" className="bar-button operations-link" aria-label={label} title={label}>
      <Icon name="gauge" />
      {alarms > 0 && <span className="operations-alarms figures">{alarms}</span>}
    </Link>
  )
}
