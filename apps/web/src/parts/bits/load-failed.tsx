/** Says that a part of the page could not be loaded, and loads the whole page again once the arena answers. */
import { useMutation } from '@tanstack/react-query'
import { reloadOnceReached } from '../../api/reload.ts'
import { problemText } from '../../words/problem.ts'
import { Notice } from './notice.tsx'

export const LoadFailed = ({ what }: { readonly what: 'page' | 'part' }) => {
  const { mutate, error, isPending } = useMutation({ mutationFn: reloadOnceReached, networkMode: 'always' })
  return (
    <Notice icon="alert" title={`This ${what} could not be loaded`}>
      <p role="alert">
        {error
          ? problemText(error)
          : 'The connection broke, or the arena has a newer version of its pages. Nothing of yours is lost.'}
      </p>
      <button type="button" className="button" aria-disabled={isPending} onClick={() => isPending || mutate()}>
        {isPending ? 'Trying…' : 'Try again'}
      </button>
    </Notice>
  )
}
