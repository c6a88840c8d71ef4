// npm runs this after an install: builds everything, so that `npm start` finds it ready.
import { ensureBuild } from './build.mjs'
import { needModernNode } from './node.mjs'

needModernNode()
process.exitCode = ensureBuild() ? 0 : 1
