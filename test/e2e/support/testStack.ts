import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../../scripts/stack/ports.ts'
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

type TestStackParameters = {
  /** A server to make the databases on; otherwise the stack has its own. */
  databaseUrl?: string | undefined
  /** With the reference relay; without it unless told. */
  withRelay?: boolean | undefined
  /** With the web app, and the relay that it writes by. */
  withWeb?: boolean | undefined
}

/** All parts in processes of their own, on free ports, with the seeded scene. */
export async function startTestStack(parameters: TestStackParameters = {}): Promise<TestStack> {
  const { databaseUrl, withWeb = false, withRelay = withWeb } = parameters
  const folder = mkdtempSync(join(tmpdir(), 'pennypost-e2e-'))
  const deploymentsDir = join(folder, 'deployments')
  const services = createServices()
  const stop = async () => {
    await services.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const relayPort = withRelay ? await freePort() : undefined
    const webPort = withWeb ? await freePort() : undefined
    const places = { dataDir: folder, deploymentsDir, databaseUrl, relayPort, webPort }
    const stack = await startStack({ ...places, services })
    return { ...stack, folder, deploymentsDir, add: services.add, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
