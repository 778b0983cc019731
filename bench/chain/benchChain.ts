import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Address, Hex } from 'viem'
import { encodeFunctionData, numberToHex, toHex, zeroAddress } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { inboxRegistryAbi } from '../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../generated/relayRegistryAbi.ts'
import type { Deployment } from '../../index.ts'
import { inboxIdOf } from '../../protocol/ids.ts'
import { mnemonic } from '../../scripts/seed/world.ts'
import { deployTo } from '../../scripts/stack/deploy.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { request } from '../../scripts/stack/rpc.ts'
import type { AnvilNode } from '../../test/helpers/anvil.ts'
import { startAnvil } from '../../test/helpers/anvil.ts'
import { benchDir } from '../api/dataset.ts'

/** The stamps of the benchmarks' chain are all alike but for the inbox and the letter. */
export type PostedStamp = {
  sender: Address
  relay: Address
  token: Address
  inboxId: Hex
  letterHash: Hex
  carriage: bigint
  stake: bigint
  expiresAt: number
}

export type BenchChain = {
  node: AnvilNode
  wsUrl: string
  deployment: Deployment
  deploymentsDir: string
  inboxes: readonly Hex[]
  sender: Address
  relay: Address
  /** The stamp that pays for a letter. */
  stamp(letter: number): PostedStamp
  /** Posts stamps for `count` letters from number `first` on, in one transaction and so in one block. */
  post(first: number, count: number): Promise<void>
  /** Sends a transaction that must succeed, from an account of the node. */
  send(from: Address, to: Address, data: Hex, value?: bigint): Promise<void>
}

const [stake, carriage] = [1_000n, 10n]

/** Anvil with the contracts, one relay and a few inboxes that ask for postage. Each transaction is a block. */
export async function startBenchChain(flags: readonly string[] = []): Promise<BenchChain> {
  const start = new Date(Math.floor(Date.now() / 1_000) * 1_000)
  const logDir = join(benchDir, 'logs')
  const limits = ['--disable-block-gas-limit', '--accounts', '20', '--balance', '1000000']
  const node = await startAnvil({ start, logDir, flags: [...limits, ...flags] })
  try {
    return await furnish(node, start)
  } catch (error) {
    await node.stop()
    throw error
  }
}

async function furnish(node: AnvilNode, start: Date): Promise<BenchChain> {
  const deploymentsDir = join(benchDir, 'chain-deployments')
  mkdirSync(deploymentsDir, { recursive: true })
  const deployment = await deployTo(node.url, 31_337, deploymentsDir)
  const { InboxRegistry, RelayRegistry, PostOffice } = deployment.contracts
  const accounts = Array.from(
    { length: 20 },
    (_, addressIndex) => mnemonicToAccount(mnemonic, { addressIndex }).address,
  )
  const [sender, relay, ...recipients] = accounts as [Address, Address, ...Address[]]
  const inboxes = recipients.map((wallet) => inboxIdOf(wallet, 0n))
  const expiresAt = start.getTime() / 1_000 + 30 * 86_400

  const send: BenchChain['send'] = async (from, to, data, value = 0n) => {
    const given = { from, to, data, value: numberToHex(value), gas: toHex(2_000_000_000) }
    const hash = await request(node.url, 'eth_sendTransaction', [given])
    const mined = async () =>
      (await request(node.url, 'eth_getTransactionReceipt', [hash])) ?? false
    const receipt = await poll(mined, { for: `transaction ${hash}`, within: 30_000, every: 2 })
    if ((receipt as { status: string }).status === '0x1') return
    throw new Error(`Transaction ${hash} failed: ${JSON.stringify(receipt)}`)
  }
  const stamp = (letter: number): PostedStamp => ({
    sender,
    relay,
    token: zeroAddress,
    inboxId: inboxes[letter % inboxes.length] as Hex,
    letterHash: numberToHex(letter + 1, { size: 32 }),
    carriage,
    stake,
    expiresAt,
  })

  for (const [position, wallet] of recipients.entries()) {
    const inboxId = inboxes[position] as Hex
    const register = { abi: inboxRegistryAbi, functionName: 'register' } as const
    const args = [0n, zeroAddress, []] as const
    await send(wallet, InboxRegistry.address, encodeFunctionData({ ...register, args }))
    const terms = { abi: postOfficeAbi, functionName: 'setTerms' } as const
    const asked = [inboxId, zeroAddress, stake, 3_600, false] as const
    await send(wallet, PostOffice.address, encodeFunctionData({ ...terms, args: asked }))
    const door = { abi: postOfficeAbi, functionName: 'setDoor', args: [inboxId, 1] } as const
    await send(wallet, PostOffice.address, encodeFunctionData(door))
  }
  const entry = [relay, 'https://relay.example'] as const
  const relays = { abi: relayRegistryAbi } as const
  const registered = encodeFunctionData({ ...relays, functionName: 'register', args: entry })
  await send(relay, RelayRegistry.address, registered)
  const price = [zeroAddress, carriage, true] as const
  const priced = encodeFunctionData({ ...relays, functionName: 'setCarriage', args: price })
  await send(relay, RelayRegistry.address, priced)

  return {
    node,
    wsUrl: node.url.replace('http:', 'ws:'),
    deployment,
    deploymentsDir,
    inboxes,
    sender,
    relay,
    stamp,
    async post(first, count) {
      const letters = Array.from({ length: count }, (_, i) => stamp(first + i))
      const stamps = letters.map(({ sender: _, ...rest }) => rest)
      const data = encodeFunctionData({
        abi: postOfficeAbi,
        functionName: 'postMany',
        args: [stamps as never],
      })
      await send(sender, PostOffice.address, data, (stake + carriage) * BigInt(count))
    },
    send,
  }
}
