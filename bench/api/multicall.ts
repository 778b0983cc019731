import type { PublicClient } from 'viem'
import { createPublicClient, http } from 'viem'
import { inboxRegistryAbi } from '../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../generated/relayRegistryAbi.ts'
import { stampIdOf, subjectOf } from '../../protocol/ids.ts'
import type { BenchChain } from '../chain/benchChain.ts'
import { startBenchChain } from '../chain/benchChain.ts'
import { chainWithMulticall, putMulticall3 } from '../chain/multicall3.ts'
import { runPeak } from '../load/peak.ts'
import type { Figure } from '../report/figure.ts'
import { batchBody, singleBody } from './letters.ts'
import { withSubject } from './process.ts'
import type { ApiSizes } from './sizes.ts'

/** Letters in one multicall, and in one batch of ours. */
const batch = 100

/** The same question, asked of a node by views of the contracts, and of the API. */
export async function measureMulticall(sizes: ApiSizes): Promise<Figure[]> {
  const { single, many } = await askNode(sizes)
  const { seconds } = sizes
  return withSubject(sizes, async ({ api }) => {
    const bodies = Array.from({ length: 20_000 }, (_, n) => singleBody(n, sizes))
    const ours = await runPeak({ url: `${api.url}/v1/verify`, bodies, connections: 64, seconds })
    const batches = Array.from({ length: 200 }, (_, n) => batchBody(n, batch, sizes))
    const url = `${api.url}/v1/verify/batch`
    const together = await runPeak({ url, bodies: batches, connections: 4, seconds })
    return [
      {
        name: 'verify, one letter a request',
        value: ours.rate,
        unit: '/s',
        yardstick: { name: 'anvil, one letter a multicall', value: single },
        aim: { of: 'ratio', least: 10 },
      },
      {
        name: `verify, batches of ${batch}`,
        value: together.rate * batch,
        unit: 'verdicts/s',
        yardstick: { name: `anvil, ${batch} letters a multicall`, value: many },
      },
    ]
  })
}

/** Letters a second that a node answers about, with viem asking. */
async function askNode({ chainStamps, seconds }: ApiSizes) {
  const chain = await startBenchChain()
  try {
    for (let first = 0; first < chainStamps; first += 200) await chain.post(first, 200)
    await putMulticall3(chain.node.url)
    const client = createPublicClient({
      chain: chainWithMulticall,
      transport: http(chain.node.url),
    })
    await checkNode(client, chain)
    const single = await rateOf(1, 32, seconds, chainStamps, (first, count) =>
      ask(client, chain, first, count),
    )
    const many = await rateOf(batch, 4, seconds, chainStamps, (first, count) =>
      ask(client, chain, first, count),
    )
    return { single, many }
  } finally {
    await chain.node.stop()
  }
}

/**
 * Asks about letters: is the inbox registered, who is the sender, what does the inbox ask of it and think of it, was the stamp posted and
 * what became of it, what does the relay ask. A contract cannot find a letter's stamp, so the node is told its id.
 */
function ask(client: PublicClient, chain: BenchChain, first: number, count: number) {
  const { InboxRegistry, RelayRegistry, PostOffice } = chain.deployment.contracts
  const registry = { abi: inboxRegistryAbi, address: InboxRegistry.address } as const
  const relays = { abi: relayRegistryAbi, address: RelayRegistry.address } as const
  const office = { abi: postOfficeAbi, address: PostOffice.address } as const
  const contracts = Array.from({ length: count }, (_, i) => {
    const stamp = chain.stamp(first + i)
    const { inboxId, sender, token, relay } = stamp
    const id = { chainId: 31_337, postOffice: office.address, stamp }
    return [
      { ...registry, functionName: 'inbox', args: [inboxId] },
      { ...registry, functionName: 'inboxOf', args: [sender] },
      { ...office, functionName: 'quote', args: [inboxId, token, sender] },
      { ...office, functionName: 'consentOf', args: [inboxId, subjectOf(sender)] },
      { ...office, functionName: 'stampStatus', args: [stampIdOf(id)] },
      { ...relays, functionName: 'carriageOf', args: [relay, token] },
    ] as const
  }).flat()
  return client.multicall({ contracts, allowFailure: false, batchSize: 0 })
}

async function checkNode(client: PublicClient, chain: BenchChain): Promise<void> {
  const answers = await ask(client, chain, 0, 1)
  const [status] = answers[4] as unknown as [number]
  if (status !== 1) throw new Error(`The node says of a posted stamp: ${answers[4]}`)
}

async function rateOf(
  size: number,
  atOnce: number,
  seconds: number,
  stamps: number,
  run: (first: number, count: number) => Promise<unknown>,
): Promise<number> {
  const start = performance.now()
  const end = start + seconds * 1_000
  let letters = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < end) {
        const first = letters % (stamps - size)
        letters += size
        await run(first, size)
      }
    }),
  )
  return letters / ((performance.now() - start) / 1_000)
}
