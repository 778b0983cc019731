import { join } from 'node:path'
import { logDir, root } from './paths.ts'
import { freePort } from './ports.ts'
import type { Child } from './processes/child.ts'
import { startChild, untilReady } from './processes/child.ts'
import { request } from './rpc.ts'

type ChainParameters = {
  chainId: number
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
    args: [join(root, 'scripts/stack/chainNode.ts'), String(chainId), String(port)],
    env: { CHAIN_START: start?.toISOString() },
    log: join(parameters.logDir ?? logDir, `chain-${chainId}.log`),
    signal: 'SIGTERM',
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(child, async () => Number(await request(url, 'eth_chainId')) === chainId, 60_000)
  return { ...child, chainId, port, url }
}
