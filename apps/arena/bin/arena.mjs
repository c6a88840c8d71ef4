#!/usr/bin/env node
// The `arena` command of the built workspace, under the Node that npm installed where this one is too old.
import { needModernNode } from '../../../tools/node.mjs'

needModernNode()
await import('../dist/main.js')
