/** The leaderboards: who bets well, by four measures, over a time. */
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { BoardEntry, BoardMeasure, BoardWindow, Leaderboard } from '@agent-arena/contracts'
import { boardQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { Notice, ProblemNotice } from '../../parts/bits/notice.tsx'
import { SkeletonLines } from '../../parts/bits/skeleton.tsx'
import { plural } from '../../words/format.ts'
import { figureOf, measures, windows } from './measures.ts'
import '../../styles/leaderboards.css'

interface ChoiceProps<T extends string> {
  readonly name: string
  readonly choices: readonly { readonly id: T; readonly label: string }[]
  readonly chosen: T
  readonly onChoose: (id: T) => void
}

const Choice = <T extends string>({ name, choices, chosen, onChoose }: ChoiceProps<T>) => (
  <fieldset className="choice">
    <legend className="visually-hidden">{name}</legend>
    {choices.map(({ id, label }) => (
      <label key={id}>
        <input type="radio" name={name} checked={chosen === id} onChange={() => onChoose(id)} />
        <span>{label}</span>
      </label>
    ))}
  </fieldset>
)

/** A shade alone would tell nobody who listens. */
const marksOf = ({ userId, guest }: BoardEntry, me: string | undefined) =>
  [userId === me && 'you', guest && 'guest'].filter((mark) => mark !== false)

const Board = ({ board }: { readonly board: Leaderboard }) => {
  const session = useSession()
  const { label } = measures.find(({ id }) => id === board.by) ?? measures[0]
  return (
    <table className="board">
      <caption className="visually-hidden">{`Leaderboard by ${label}`}</caption>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Name</th>
          <th scope="col">{label}</th>
          <th scope="col">Won</th>
        </tr>
      </thead>
      <tbody>
        {board.items.map((entry) => (
          <tr key={entry.userId} data-mine={entry.userId === session?.user.id}>
            <td className="figures">{entry.rank}</td>
            <th scope="row">
              <span className="board-name" title={entry.name}>
                {entry.name}
              </span>{' '}
              {marksOf(entry, session?.user.id).map((mark) => (
                <span key={mark} className="board-mark">
                  {mark}{' '}
                </span>
              ))}
            </th>
            <td className="figures" data-sign={board.by === 'profit' ? Math.sign(entry.profit) : 0}>
              {figureOf(board.by, entry)}
            </td>
            <td className="figures quiet">{`${entry.won} of ${entry.markets}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Nobody = ({ leastMarkets }: { readonly leastMarkets: number }) => (
  <Notice icon="trophy" title="Nobody is ranked yet">
    <p>{`Who has bet on ${plural(leastMarkets, 'decided market')} or more is ranked here. Refunded bets do not count.`}</p>
    <Link href="/" className="button button-main">
      Find a match to bet on
    </Link>
  </Notice>
)

export const LeaderboardsPage = () => {
  const [by, setBy] = useState<BoardMeasure>('profit')
  const [window, setWindow] = useState<BoardWindow>('all')
  const { data, error, refetch } = useQuery(boardQuery({ by, window }))
  const about = measures.find(({ id }) => id === by)?.about
  return (
    <div className="leaderboards">
      <title>Leaders · Agent Arena</title>
      <h1>Leaders</h1>
      <div className="board-choices">
        <Choice name="Measure" choices={measures} chosen={by} onChoose={setBy} />
        <Choice name="Time" choices={windows} chosen={window} onChoose={setWindow} />
      </div>
      <p className="quiet">{about}</p>
      {error && !data && <ProblemNotice problem={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={8} />}
      {data && (data.items.length > 0 ? <Board board={data} /> : <Nobody leastMarkets={data.leastMarkets} />)}
    </div>
  )
}
