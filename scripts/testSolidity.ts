/**
 * Hardhat's Solidity tests, and what the invariants' handlers did, which Hardhat knows but does not print:
 * `node scripts/testSolidity.ts [files…]`. Fails also when an action of a handler is rare.
 */
import hre from 'hardhat'
import type { Suite } from './solidity/invariantCalls.ts'
import { invariantCalls, rareActions } from './solidity/invariantCalls.ts'
import { table } from './solidity/table.ts'

const result: { success: boolean; value?: Run; error?: Run } = await hre.tasks
  .getTask(['test', 'solidity'])
  .run({ testFiles: process.argv.slice(2) })
if (!result.success) process.exitCode = 1

for (const { suite, actions } of invariantCalls(
  (result.value ?? result.error)?.suiteResults ?? [],
)) {
  console.log(`${suite}: calls of its handler\n`)
  const rows = actions.map(({ action, ...counts }) => [action, ...Object.values(counts)])
  console.log(`${table(['action', 'succeeded', 'reverted', 'discarded'], rows)}\n`)
  for (const { action } of rareActions(actions)) {
    console.error(`${suite}: ${action} succeeds in half of its calls or less.`)
    process.exitCode = 1
  }
}

type Run = { suiteResults: Suite[] }
