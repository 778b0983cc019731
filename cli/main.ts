#!/usr/bin/env node
import * as module from 'node:module'

// A shell asks for completions at each press of a key: what was compiled once is not compiled again. Node has it since 22.1.
module.enableCompileCache?.()

// Who reads the output may have had enough of it, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

const { run } = await import('./run.ts')
process.exitCode = await run(process.argv.slice(2))
