/** Runs whose goal has no checks and whose agent says that it is done: they wait for an operator. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { ProblemNotice } from '../../parts/bits/notice.tsx'
import { SkeletonLines } from '../../parts/bits/skeleton.tsx'
import { awaitingVerdictQuery } from '../../parts/operator/operator-queries.ts'

export const Verdicts = () => {
  const { data, error, refetch } = useQuery(awaitingVerdictQuery)
  return (
    <section className="panel operations-panel" aria-labelledby="verdicts">
      <h2 id="verdicts">Waiting for your verdict</h2>
      {error && !data && <ProblemNotice problem={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={2} />}
      {data?.items.length === 0 && <p className="quiet">No run waits for a verdict.</p>}
      {data && data.items.length > 0 && (
        <ul className="verdicts">
          {data.items.map(({ id, title, goal }) => (
            <li key={id}>
              <Link href={`/sandboxes/${id}`}>{title}</Link>
              <p className="quiet">{goal.text}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
