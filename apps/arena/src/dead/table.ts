/** Rows in columns, for a terminal. */

/** The columns are those of the first row; the last one may be as long as it likes. */
export const tableOf = (rows: readonly Readonly<Record<string, string>>[]): string => {
  const columns = Object.keys(rows[0] ?? {})
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  return [columns.map((column) => column.toUpperCase()), ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map(line)
    .join('\n')
}
