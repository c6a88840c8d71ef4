/** What operators read: the books, how the services stand, and the runs that wait for a verdict. */
import { queryOptions } from '@tanstack/react-query'
import { readAnswer } from '@agent-arena/contracts'
import { fetchAsOperator, operatorArena } from '../../api/operator.ts'
import { samplesOf } from './metrics.ts'
import { readingsOf } from './readings.ts'

/** A service that cannot do its work is told as 503, with why. */
const readProblems = async (): Promise<readonly string[]> => {
  const { problems }: { problems?: string[] } = await (await fetch('/health/ready')).json()
  return problems ?? []
}

const readReadings = async () => {
  const [response, problems] = await Promise.all([fetchAsOperator('/metrics'), readProblems()])
  if (!response.ok) await readAnswer(response)
  return readingsOf(samplesOf(await response.text(), 'arena_'), problems)
}

export const readingsQuery = queryOptions({
  queryKey: ['operator', 'readings'],
  queryFn: readReadings,
  refetchInterval: 10_000,
})

/** Reads the whole log, so that it is asked for once and then when somebody wants it. */
export const reconciliationQuery = queryOptions({
  queryKey: ['operator', 'reconciliation'],
  queryFn: () => operatorArena.reconcileBooks({}),
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
})

export const awaitingVerdictQuery = queryOptions({
  queryKey: ['operator', 'awaiting-verdict'],
  queryFn: () => operatorArena.listSandboxes({ status: 'awaiting-verdict', limit: 100 }),
  refetchInterval: 10_000,
})
