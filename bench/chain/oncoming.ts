import { setTimeout as sleep } from 'node:timers/promises'
import { encodeFunctionData, numberToHex } from 'viem'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { request } from '../../scripts/stack/rpc.ts'
import type { BenchChain } from './benchChain.ts'

/** Blocks that keep coming, one stamp in each. */
export type Oncoming = {
  /** Replaces the newest blocks by as many others, empty ones. Resolves when they are there. */
  reorg(depth: number): Promise<void>
  /** Ends it, and tells how long it lasted. */
  stop(): Promise<{ seconds: number }>
}

/** Has a chain mine so many blocks a second, as long as it can. */
export function startOncoming(chain: BenchChain, perSecond: number): Oncoming {
  const { sender, node, deployment } = chain
  const start = performance.now()
  let blocks = 0
  let isOver = false
  let wanted: { depth: number; done: () => void } | undefined

  const run = async () => {
    while (!isOver) {
      const due = start + (blocks * 1_000) / perSecond
      const early = due - performance.now()
      if (early > 0) await sleep(early)
      if (wanted) {
        await request(node.url, 'anvil_reorg', [wanted.depth, []])
        wanted.done()
        wanted = undefined
      }
      await postOne(blocks++)
    }
  }
  const running = run()
  running.catch(() => {})

  return {
    reorg: (depth) =>
      new Promise((done, fail) => {
        wanted = { depth, done }
        running.catch(fail)
      }),
    async stop() {
      isOver = true
      await running
      return { seconds: (performance.now() - start) / 1_000 }
    },
  }

  async function postOne(letter: number): Promise<void> {
    const { sender: _, ...input } = chain.stamp(letter)
    const data = encodeFunctionData({ abi: postOfficeAbi, functionName: 'post', args: [input] })
    const value = numberToHex(input.stake + input.carriage)
    const to = deployment.contracts.PostOffice.address
    const given = { from: sender, to, data, value, gas: '0x7a120' }
    await request(node.url, 'eth_sendTransaction', [given])
  }
}
