import { spawnSync } from 'node:child_process'
import { root } from '../paths.ts'

/** The git commit that is checked out; `unknown` where this is no clone. */
export function currentCommit(): string {
  return git('rev-parse', 'HEAD') || 'unknown'
}

/** Whether sources differ from that commit, so that it does not say what is deployed. */
export function hasUncommittedContracts(): boolean {
  return git('status', '--porcelain', '--', 'contracts', 'hardhat.config.ts') !== ''
}

function git(...args: string[]): string {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : ''
}
