/** Operations: whether the books are right, what is parked, who is behind, and what waits for an operator. */
import { useQuery } from '@tanstack/react-query'
import { forgetOperator, useOperator } from '../../api/operator.ts'
import { Icon } from '../../parts/bits/icon.tsx'
import { ProblemNotice } from '../../parts/bits/notice.tsx'
import { SkeletonLines } from '../../parts/bits/skeleton.tsx'
import { readingsQuery } from '../../parts/operator/operator-queries.ts'
import { alarmsOf, isPartial, type Readings } from '../../parts/operator/readings.ts'
import { focusMain } from '../../parts/shell/focus-main.ts'
import { Books } from './books.tsx'
import { Readers } from './readers.tsx'
import { SignIn } from './sign-in.tsx'
import { Verdicts } from './verdicts.tsx'
import '../../styles/operator.css'
import '../../styles/operations.css'

const Alarms = ({ readings }: { readonly readings: Readings }) => {
  const alarms = alarmsOf(readings)
  return (
    <div className="alarms" data-tone={alarms.length > 0 ? 'bad' : 'good'} aria-live="polite">
      <Icon name={alarms.length > 0 ? 'alert' : 'check'} />
      {alarms.length === 0 ? (
        <p>{isPartial(readings) ? 'Nothing that can be seen from here raises an alarm.' : 'Nothing raises an alarm.'}</p>
      ) : (
        <ul>
          {alarms.map((alarm) => (
            <li key={alarm}>{alarm}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

const signOut = () => {
  forgetOperator()
  focusMain()
}

const Overview = () => {
  const { data, error, refetch } = useQuery(readingsQuery)
  return (
    <div className="operations">
      <header className="operations-head">
        <h1>Operations</h1>
        <button type="button" className="button" onClick={signOut}>
          Sign out
        </button>
      </header>
      {data && <Alarms readings={data} />}
      <div className="operations-columns">
        <Books readings={data} />
        <Verdicts />
        {data && <Readers readings={data} />}
        {!data && (error ? <ProblemNotice problem={error} retry={() => void refetch()} /> : <SkeletonLines lines={6} />)}
      </div>
    </div>
  )
}

export const OperationsPage = () => {
  const isOperator = useOperator()
  return (
    <>
      <title>Operations · Agent Arena</title>
      {isOperator ? <Overview /> : <SignIn />}
    </>
  )
}
