/** Databases within a server: made when missing. */
import { Client, escapeIdentifier, type DatabaseError } from 'pg'

const DUPLICATE_DATABASE = '42P04'

/** The address of another database of the same server. */
export const databaseUrl = (url: string, name: string): string => {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(name)}`
  return other.href
}

/** Makes the database `name` unless it is there; returns its address. */
export const createDatabase = async (url: string, name: string): Promise<string> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`create database ${escapeIdentifier(name)}`)
  } catch (error) {
    if ((error as DatabaseError).code !== DUPLICATE_DATABASE) throw error
  } finally {
    await client.end()
  }
  return databaseUrl(url, name)
}
