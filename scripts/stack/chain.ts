import { join } from 'node:path'
import { logDir, root } from './paths.ts'
import { freePort } from './ports.ts'
import type { Child } from './processes/child.ts'
import { startChild, untilReady } from './processes/child.ts'
import { request } from './rpc.ts'

type ChainParameters = {
  /** One that `hardhat.config.ts` has a network `node<chainId>` for. */
  chainId: 31337 | 31338
  port?: number | undefined
  /** Time of the first block; now unless told. */
  start?: Date | undefined
  logDir?: string | undefined
}

export type Chain = Child & { chainId: number; port: number; url: string }

/** A Hardhat node on the loopback interface, ready to take requests. Its state is in memory only. */
export async function startChain(parameters: ChainParameters): Promise<Chain> {
  const { chainId, start } = parameters
  const port = parameters.port ?? (await freePort())
  const child = await startChild({
    name: `The local chain ${chainId}`,
    file: process.execPath,
    args: [
      join(root, 'node_modules/hardhat/dist/src/cli.js'),
      ...['node', '--network', `node${chainId}`, '--hostname', '127.0.0.1', '--port', String(port)],
    ],
    env: { CHAIN_START: start?.toISOString(), HARDHAT_DISABLE_TELEMETRY: 'true' },
    log: join(parameters.logDir ?? logDir, `chain-${chainId}.log`),
    signal: 'SIGTERM',
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(child, async () => Number(await request(url, 'eth_chainId')) === chainId, 60_000)
  // It would write several lines per request, and the indexer alone makes ten a second.
  await request(url, 'hardhat_setLoggingEnabled', [false])
  return { ...child, chainId, port, url }
}
