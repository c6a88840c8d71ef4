/** What a page says when it has nothing to show: nothing yet, or something went wrong. */
import type { ReactNode } from 'react'
import { problemText } from '../../words/problem.ts'
import { Icon, type IconName } from './icon.tsx'

interface NoticeProps {
  readonly icon: IconName
  readonly title: string
  /** Where it is the whole page. */
  readonly isPage?: boolean
  readonly children?: ReactNode
}

export const Notice = ({ icon, title, isPage = false, children }: NoticeProps) => (
  <section className="notice">
    <Icon name={icon} size={28} />
    {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
    {children}
  </section>
)

export const ProblemNotice = ({ problem, retry }: { readonly problem: unknown; readonly retry: () => void }) => (
  <Notice icon="alert" title="This could not be loaded">
    <p role="alert">{problemText(problem)}</p>
    <button type="button" className="button" onClick={retry}>
      Try again
    </button>
  </Notice>
)
