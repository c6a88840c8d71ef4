// After a Jest run: ends what its workers shared, and fails the run when a test left a process behind.
export default async function tearDown() {
  await globalThis.arenaTestRun?.close()
}
