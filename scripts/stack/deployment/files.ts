import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Deployment } from '../../../index.ts'

/** What a folder's file says of a chain; undefined if it has none. */
export function readIfThere(dir: string, chainId: number): Deployment | undefined {
  try {
    return JSON.parse(readFileSync(join(dir, `${chainId}.json`), 'utf8')) as Deployment
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a chain's file as a whole or not at all. */
export function writeDeployment(dir: string, deployment: Deployment): void {
  const file = join(dir, `${deployment.chainId}.json`)
  const draft = `${file}.${process.pid}`
  mkdirSync(dir, { recursive: true })
  writeFileSync(draft, `${JSON.stringify(deployment, undefined, 2)}\n`)
  renameSync(draft, file)
}
