import { simulate } from './simulate.ts'
process.on('unhandledRejection', (e:any,p)=>console.log('UNHANDLED', e?.stack))
const o=await simulate({seed:Number(process.argv[2]), keepsLines:true}); console.log(o.broken); console.log(o.lines.slice(-Number(process.argv[3]??20)).join('\n'))
process.exit(0)
