/** Text as it may go into a record: without control characters and halves of characters, which databases refuse. */
export const plainText = (text: string, limit: number): string => {
  const clean = text.replace(/[^\P{Cc}\n\t]+/gu, ' ').trim()
  return (clean.length <= limit ? clean : `${clean.slice(0, limit - 1)}…`).toWellFormed()
}
