/** Who reads which log, how far each one is behind, and what it has parked. */
import { grouped } from '../../words/format.ts'
import { deadLettersOf, isPartial, type Readings } from '../../parts/operator/readings.ts'

const standOf = ({ lag, isStuck }: Readings['readers'][number]) => {
  if (isStuck) return 'stuck'
  return lag === 0 ? 'up to date' : `${grouped(lag)} behind`
}

const Rows = ({ readers }: Pick<Readings, 'readers'>) => (
  <div className="readers-scroll">
    <table className="readers">
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Reader</th>
          <th scope="col">Stands</th>
          <th scope="col">Parked</th>
        </tr>
      </thead>
      <tbody>
        {readers.map((reader) => (
          <tr key={`${reader.service} ${reader.reader}`}>
            <td>{reader.service}</td>
            <th scope="row">{reader.reader}</th>
            <td className="figures" data-tone={reader.isStuck ? 'bad' : reader.lag > 0 ? 'warn' : undefined}>
              {standOf(reader)}
            </td>
            <td className="figures" data-tone={reader.deadLetters > 0 ? 'bad' : undefined}>
              {reader.deadLetters > 0 ? grouped(reader.deadLetters) : '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

export const Readers = ({ readings }: { readonly readings: Readings }) => {
  const { readers, services } = readings
  const noted = readers.filter(({ lag, isStuck, deadLetters }) => lag > 0 || isStuck || deadLetters > 0)
  const dead = deadLettersOf(readings)
  return (
    <section className="panel operations-panel" aria-labelledby="readers">
      <h2 id="readers">Views, reactions and the relay</h2>
      <p>
        {noted.length === 0
          ? `All ${grouped(readers.length)} are up to date, and nothing is parked.`
          : `${grouped(noted.length)} of ${grouped(readers.length)} ${noted.length === 1 ? 'is behind, stuck or has' : 'are behind, stuck or have'} parked something.`}
      </p>
      {noted.length > 0 && <Rows readers={noted} />}
      {dead > 0 && (
        <p className="quiet">
          <code>arena dead list</code> shows each parked event with its reason; after the fix <code>arena dead retry</code> tries
          again.
        </p>
      )}
      {isPartial(readings) && (
        <p className="quiet">{`Shown here: ${services.join(', ')}. The other services run in processes of their own, which tell their own metrics.`}</p>
      )}
      <details className="disclosure">
        <summary>All readers</summary>
        <Rows readers={readers} />
      </details>
    </section>
  )
}
