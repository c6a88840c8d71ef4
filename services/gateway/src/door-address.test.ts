/** Where sandboxes find the door. */
import { expect, test } from '@jest/globals'
import { DoorAddress } from './door-address.ts'

const listening = (port: number) => ({ address: '127.0.0.1', family: 'IPv4', port })

test('a given port is known before the server listens', async () => {
  expect(await new DoorAddress({ host: '127.0.0.1', port: 3000 }).url()).toBe('http://127.0.0.1:3000')
})

test('a free port is waited for', async () => {
  const address = new DoorAddress({ host: '127.0.0.1', port: 0 })
  const asked = address.url()
  address.listensOn(listening(4711))
  expect(await asked).toBe('http://127.0.0.1:4711')
  expect(await address.url()).toBe('http://127.0.0.1:4711')
})

test('another address for people changes nothing for who is on the machine', async () => {
  const address = new DoorAddress({ host: '127.0.0.1', port: 3000, publicUrl: 'https://arena.example' })
  expect([await address.url(), await address.publicUrl()]).toEqual(['http://127.0.0.1:3000', 'https://arena.example'])
})

test('without one, people are told what the server listens on', async () => {
  expect(await new DoorAddress({ host: '127.0.0.1', port: 3000 }).publicUrl()).toBe('http://127.0.0.1:3000')
})

test('who listens on all addresses is reached on the machine’s own', async () => {
  expect(await new DoorAddress({ host: '0.0.0.0', port: 3000 }).url()).toBe('http://127.0.0.1:3000')
  expect(await new DoorAddress({ host: '::1', port: 3000 }).url()).toBe('http://[::1]:3000')
})
