/** The button that has this browser check a settlement, and what it found. */
import { useMutation } from '@tanstack/react-query'
import { Icon } from '../bits/icon.tsx'
import { unreadText, verifySettlement } from './verify-settlement.ts'

const SHOWN_DIFFERENCES = 20

const buttonText = (isPending: boolean, isDone: boolean) => {
  if (isPending) return 'Reading the public record …'
  return isDone ? 'Verify again' : 'Verify this settlement'
}

export const VerifyButton = ({ marketId }: { readonly marketId: string }) => {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: () => verifySettlement(marketId) })
  return (
    <div className="verify">
      <button type="button" className="button" aria-disabled={isPending} onClick={() => isPending || mutate()}>
        <Icon name="check" />
        {buttonText(isPending, data !== undefined)}
      </button>
      <div aria-live="polite">
        {data && (
          <p className="verify-verdict" data-tone={data.isSame ? 'good' : 'bad'}>
            {data.text}
          </p>
        )}
        {error && <p className="verify-verdict">{unreadText(error)}</p>}
        {data && data.differences.length > 0 && (
          <ul className="verify-differences">
            {data.differences.slice(0, SHOWN_DIFFERENCES).map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        )}
      </div>
      <p className="fine-print">Your browser reads every event of this market and works each payout out again.</p>
    </div>
  )
}
