#!/usr/bin/env node
// The `arena` command of the built workspace.
await import('../dist/main.js')
