/** Databases for tests: apart from each other, from a template when asked, gone afterwards. */
import { expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { testDatabase } from './test-database.ts'

const names = async (pool: Pool) => {
  const { rows } = await pool.query<{ name: string }>(`select datname as name from pg_database where datname like 'test_%'`)
  return rows.map(({ name }) => name)
}

test('gives each caller a database of its own', async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()])
  await one.pool.query('create table only_here (id int)')
  await expect(other.pool.query('select from only_here')).rejects.toMatchObject({ code: '42P01' })
  await one.drop()
  expect(await names(other.pool)).not.toContain(new URL(one.url).pathname.slice(1))
  await other.drop()
})

test('prepares a template once and clones it', async () => {
  let prepared = 0
  const prepare = (pool: Pool) => {
    prepared++
    return pool.query('create table hats as select 3 as corners')
  }
  const template = { name: 'template_of_hats', prepare }
  const databases = await Promise.all([testDatabase(template), testDatabase(template), testDatabase(template)])
  for (const { pool } of databases) expect((await pool.query('select corners from hats')).rows).toEqual([{ corners: 3 }])
  expect(prepared).toBe(1)
  for (const { drop } of databases) await drop()
})

test('drops a database that still has clients', async () => {
  const { pool, drop, url } = await testDatabase()
  const { Client } = await import('pg')
  const stray = new Client({ connectionString: url })
  const ended = new Promise((resolve) => void stray.on('error', resolve))
  await stray.connect()
  await pool.query('select 1')
  await drop()
  expect(await ended).toMatchObject({ code: '57P01' })
})
