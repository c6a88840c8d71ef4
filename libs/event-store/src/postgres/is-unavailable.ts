/** Tells a database that is away, or a service that stops, from a fault of ours: the first passes, and may be tried again. */

/** Connection exceptions, shut-downs, too many connections, a transaction that lay still (Postgres, Appendix A), and those of the socket. */
const AWAY = /^(?:08...|57P0[1-3]|25P03|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$/
const WORDS =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Cannot use a pool after calling end)/

export const isUnavailable = (error: unknown): boolean => {
  if (!Error.isError(error)) return false
  if (error instanceof AggregateError) return error.errors.some(isUnavailable)
  return ('code' in error && AWAY.test(String(error.code))) || WORDS.test(error.message)
}
