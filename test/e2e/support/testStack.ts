import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServices } from '../../../scripts/stack/processes/services.ts'
import type { Stack } from '../../../scripts/stack/stack.ts'
import { startStack } from '../../../scripts/stack/stack.ts'

export type TestStack = Stack & {
  /** A folder that goes with the stack. */
  folder: string
  deploymentsDir: string
  /** Adds something that is to end with the stack. */
  add: ReturnType<typeof createServices>['add']
  stop(): Promise<void>
}

/**
 * All parts in processes of their own, on free ports, with the seeded scene.
 *
 * @param databaseUrl - A server to make the database on; otherwise the stack has its own.
 */
export async function startTestStack(databaseUrl?: string): Promise<TestStack> {
  const folder = mkdtempSync(join(tmpdir(), 'pennypost-e2e-'))
  const deploymentsDir = join(folder, 'deployments')
  const services = createServices()
  const stop = async () => {
    await services.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const stack = await startStack({ dataDir: folder, deploymentsDir, databaseUrl, services })
    return { ...stack, folder, deploymentsDir, add: services.add, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
