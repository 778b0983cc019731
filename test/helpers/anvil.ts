import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { freePort } from '../../scripts/stack/ports.ts'
import type { Child } from '../../scripts/stack/processes/child.ts'
import { startChild, untilReady } from '../../scripts/stack/processes/child.ts'
import { request } from '../../scripts/stack/rpc.ts'

type AnvilParameters = {
  /** Time of the first block. */
  start: Date
  logDir: string
  /** Further flags of its command line. */
  flags?: readonly string[] | undefined
}

/** A node of another make than Hardhat's, on the loopback interface, ready to take requests; of chain 31337. */
export async function startAnvil({
  start,
  logDir,
  flags = [],
}: AnvilParameters): Promise<AnvilNode> {
  const port = await freePort()
  const child = await startChild({
    name: 'Anvil',
    file: process.execPath,
    args: [
      fileURLToPath(import.meta.resolve('@foundry-rs/anvil/bin.mjs')),
      ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', '31337'],
      ...['--hardfork', 'prague', '--timestamp', String(start.getTime() / 1_000), '--silent'],
      ...flags,
    ],
    env: { TARGET_TOOL: 'anvil' },
    log: join(logDir, 'anvil.log'),
    signal: 'SIGTERM',
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(child, async () => Number(await request(url, 'eth_chainId')) === 31337, 60_000)
  return { ...child, url }
}

export type AnvilNode = Child & { url: string }
