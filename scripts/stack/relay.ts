import { join } from 'node:path'
import type { Hex } from 'viem'
import { logDir, root } from './paths.ts'
import type { Child } from './processes/child.ts'
import { startChild, untilReady } from './processes/child.ts'

type RelayParameters = {
  databaseUrl: string
  chainId: number
  rpcUrl: string
  apiUrl: string
  /** Of an account that is registered as a relay, and signs for itself. */
  privateKey: Hex
  port: number
  logDir?: string | undefined
}

export type Relay = Child & { port: number; url: string }

/** Milliseconds that it gets to end: it answers what is open and admits what is due, for at most as long. */
const GRACE_MS = 20_000

/** Starts the reference relay, and returns once it takes letters. */
export async function startRelay(parameters: RelayParameters): Promise<Relay> {
  const { port, chainId } = parameters
  const child = await startChild({
    name: 'The relay',
    file: process.execPath,
    args: [join(root, 'relay/main.ts')],
    env: {
      RELAY_DATABASE_URL: parameters.databaseUrl,
      RELAY_CHAIN_ID: String(chainId),
      RELAY_RPC_URL: parameters.rpcUrl,
      RELAY_API_URL: parameters.apiUrl,
      RELAY_HOST: '127.0.0.1',
      RELAY_PORT: String(port),
      RELAY_PRIVATE_KEY: parameters.privateKey,
      // Those of a relay that somebody has elsewhere are no business of this one.
      RELAY_SIGNER_PRIVATE_KEY: undefined,
      RELAY_API_KEY: undefined,
    },
    log: join(parameters.logDir ?? logDir, 'relay.log'),
    signal: 'SIGTERM',
    grace: GRACE_MS,
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(child, async () => (await fetch(`${url}/healthz`)).ok, 60_000)
  return { ...child, port, url }
}
