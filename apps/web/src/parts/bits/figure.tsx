/** A figure with its name, for a list of figures. */

interface FigureProps {
  readonly name: string
  readonly value: string
  readonly isBad?: boolean
}

export const Figure = ({ name, value, isBad = false }: FigureProps) => (
  <div className="figure" data-tone={isBad ? 'bad' : undefined}>
    <dt>{name}</dt>
    <dd className="figures">{value}</dd>
  </div>
)
