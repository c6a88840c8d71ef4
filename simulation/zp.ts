import { simulate } from './simulate.ts'
import { healthy } from './world/parts.ts'
import { planted } from './planted/index.ts'
for (const [name, bug] of Object.entries(planted)) {
  let found = 0, first=0, why=''
  const n = Number(process.argv[2] ?? 100)
  for (let seed=1; seed<=n; seed++) { const o = await simulate({seed, parts:{...healthy,...bug}}); if (o.broken) { found++; first ||= seed; why ||= o.broken } }
  console.log(name, 'first', first, 'share', found/n, why)
}
process.exit(0)
