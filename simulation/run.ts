import { simulate } from './simulate.ts'
const t=process.hrtime.bigint()
let turns=0
const n=Number(process.argv[2]??10), from=Number(process.argv[3]??1)
for(let s=from;s<from+n;s++){ const o=await simulate({seed:s}); turns+=o.turns; if(o.broken) console.log(s,o.broken,o.virtualMs,o.turns) }
console.log(turns/n,'turns', Number(process.hrtime.bigint()-t)/1e6/n,'ms/seed')
process.exit(0)
