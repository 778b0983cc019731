import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../../scripts/stack/api.ts'
import { startApi } from '../../scripts/stack/api.ts'
import { startIndexer } from '../../scripts/stack/indexer.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { createServices } from '../../scripts/stack/processes/services.ts'
import { request } from '../../scripts/stack/rpc.ts'
import { benchDir, startBenchDatabase } from '../api/dataset.ts'
import { production } from '../api/process.ts'
import type { BenchChain } from '../chain/benchChain.ts'
import { startBenchChain } from '../chain/benchChain.ts'
import type { Figure } from '../report/figure.ts'
import type { IndexSizes } from './sizes.ts'

const warmUp = 20

/** How long after its block a stamp reads `paid`, where the node pushes its heads and where it is polled. */
export async function measureFreshness({ singleStamps }: IndexSizes): Promise<Figure[]> {
  const pushed = await timesOf(singleStamps, true)
  const polled = await timesOf(Math.ceil(singleStamps / 5), false)
  const at = (times: number[], share: number) => times[Math.ceil(times.length * share) - 1] ?? NaN
  const note = (times: number[]) =>
    `${times.length} stamps; p90 ${at(times, 0.9).toFixed(1)} ms, worst ${at(times, 1).toFixed(1)} ms`
  const figure = (name: string, times: number[], share: number, most?: number): Figure => ({
    name,
    value: at(times, share),
    unit: 'ms',
    aim: most === undefined ? undefined : { most },
    note: note(times),
  })
  return [
    figure('block to `paid`, pushed: p50', pushed, 0.5, 40),
    figure('block to `paid`, pushed: p99', pushed, 0.99, 250),
    figure('block to `paid`, polled every 100 ms: p50', polled, 0.5),
    figure('block to `paid`, polled every 100 ms: p99', polled, 0.99),
  ]
}

/** Milliseconds of each stamp, ascending. */
async function timesOf(stamps: number, isPushed: boolean): Promise<number[]> {
  const services = createServices()
  try {
    const chain = await startBenchChain()
    services.add(chain.node)
    const server = services.add(await startBenchDatabase())
    const databaseUrl = await server.createDatabase('freshness')
    const { deploymentsDir, node } = chain
    const [chainId, logDir] = [31_337, join(benchDir, 'logs')] as const
    const follow = { chainId, rpcUrl: node.url, databaseUrl, deploymentsDir, logDir }
    const wsUrl = isPushed ? chain.wsUrl : undefined
    const indexer = services.add(await startIndexer({ ...follow, wsUrl }))
    await indexer.waitUntilLive()
    const chains = [{ id: chainId, rpcUrl: node.url }]
    const api = services.add(
      await startApi({ databaseUrl, deploymentsDir, chains, env: production, logDir }),
    )
    await poll(
      async () => {
        await request(node.url, 'evm_mine')
        return (await fetch(`${api.url}/readyz`)).ok
      },
      { for: 'the API to be ready', within: 60_000, every: 200 },
    )
    const times: number[] = []
    for (let letter = 0; letter < stamps + warmUp; letter++) {
      times.push(await timeOf(chain, api, letter))
    }
    return times.slice(warmUp).sort((a, b) => a - b)
  } finally {
    await services.stop()
  }
}

/** From when the node tells of the block, which it does as soon as it has mined it, to the answer that says so. */
async function timeOf(chain: BenchChain, api: Api, letter: number): Promise<number> {
  await chain.post(letter, 1)
  const start = performance.now()
  const { inboxId, sender, letterHash, relay } = chain.stamp(letter)
  const body = JSON.stringify({ chain: 'eip155:31337', inboxId, sender, letterHash, relay })
  for (;;) {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${api.url}/v1/verify`, { method: 'POST', headers, body })
    const time = performance.now() - start
    const answer = await response.text()
    if (answer.includes('"reason":"paid"')) return time
    if (time > 30_000) throw new Error(`Letter ${letter} is not paid after 30 s: ${answer}`)
    await sleep(2)
  }
}
