/** The first row of a statement that always answers one. */
export const firstRow = <R>([row]: readonly R[]): R => {
  if (row === undefined) throw new Error('A statement that always answers a row has answered none.')
  return row
}
