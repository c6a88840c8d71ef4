/** The reason that an operator gives: one line, as wallets and records tell it, however it was typed. */
export const reasonOf = (typed: string): string => typed.trim().replace(/\s+/g, ' ')
