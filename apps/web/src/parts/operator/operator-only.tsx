/** What only operators see: loaded when one has signed in, so that spectators do not carry it. */
import { lazy, type ReactNode, Suspense } from 'react'
import { useOperator } from '../../api/operator.ts'
import { Boundary } from '../bits/boundary.tsx'
import { LoadFailed } from '../bits/load-failed.tsx'

export const CorrectSettlement = lazy(() =>
  import('./correct-settlement.tsx').then((part) => ({ default: part.CorrectSettlement })),
)
export const MatchTools = lazy(() => import('./match-tools.tsx').then((part) => ({ default: part.MatchTools })))
export const SandboxTools = lazy(() => import('./sandbox-tools.tsx').then((part) => ({ default: part.SandboxTools })))

export const OperatorOnly = ({ children }: { readonly children: ReactNode }) =>
  useOperator() ? (
    <Boundary instead={<LoadFailed what="part" />}>
      <Suspense>{children}</Suspense>
    </Boundary>
  ) : null
