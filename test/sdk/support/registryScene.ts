import type { Address, Hex, Log } from 'viem'
import { createWalletClient, custom, getAddress, parseEventLogs } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { relayRegistryAbi } from '../../../generated/relayRegistryAbi.ts'
import { inboxIdOf } from '../../../protocol/ids.ts'
import { registerInbox } from '../../../sdk/src/actions/registerInbox.ts'
import type { Contracts } from '../../../sdk/src/chain/contracts.ts'
import type { SdkChain, SdkClient } from './chain.ts'
import { startSdkChain } from './chain.ts'

export const DAY = 86_400

/** An inbox with one wallet and a recovery of its own, and others who have nothing to do with it. */
export type RegistryScene = SdkChain & {
  inboxId: Hex
  wallet: SdkClient
  recovery: SdkClient
  stranger: SdkClient
}

/** A chain for the tests of a file. After each of them it is as it was before. */
export function registryScene(): () => RegistryScene {
  let scene: RegistryScene | undefined
  let snapshot: Hex

  beforeAll(async () => {
    const chain = await startSdkChain()
    const [wallet, recovery, stranger] = [chain.clientOf(1), chain.clientOf(2), chain.clientOf(3)]
    const inboxId = inboxIdOf(wallet.account.address, 0n)
    scene = { ...chain, inboxId, wallet, recovery, stranger }
    await registerInbox(wallet, {
      recovery: recovery.account.address,
      contracts: chain.contracts,
    })
  })
  afterAll(() => scene?.close())
  beforeEach(async () => {
    snapshot = await current().wallet.snapshot()
  })
  afterEach(() => current().wallet.revert({ id: snapshot }))

  function current(): RegistryScene {
    if (!scene) throw new Error('The scene is set before the first test of a file.')
    return scene
  }
  return current
}

/** A client of an account that nobody knows, without money. */
export function pennilessClient({ provider }: SdkChain) {
  return createWalletClient({
    account: privateKeyToAccount(generatePrivateKey()),
    chain: hardhat,
    // Hardhat says of a refusal that it is an internal error, which viem would try again.
    transport: custom(provider, { retryCount: 0 }),
  })
}

/** A client of a node that is not to be asked anything. */
export function offlineClient() {
  return createWalletClient({
    account: privateKeyToAccount(generatePrivateKey()),
    chain: hardhat,
    transport: custom(
      {
        request: ({ method }: { method: string }) =>
          Promise.reject(new Error(`The node was asked: ${method}.`)),
      },
      { retryCount: 0 },
    ),
  })
}

/** The events of a mined transaction of either registry. */
export async function eventsOf({ wallet }: RegistryScene, hash: Hex) {
  const { logs, status } = await wallet.getTransactionReceipt({ hash })
  if (status !== 'success') throw new Error(`Transaction ${hash} failed.`)
  return parseEventLogs({ abi: [...inboxRegistryAbi, ...relayRegistryAbi], logs: logs as Log[] })
}

/** Unix seconds, of the newest block. */
export async function nowOn({ wallet }: RegistryScene): Promise<number> {
  return Number((await wallet.getBlock()).timestamp)
}

/** Moves the chain's clock, and makes a block there. */
export async function moveTo({ wallet }: RegistryScene, time: number): Promise<void> {
  await wallet.setNextBlockTimestamp({ timestamp: BigInt(time) })
  await wallet.mine({ blocks: 1 })
}

/** A contract that says yes to what its owner signed (ERC-1271). */
export async function walletContract({ viem }: SdkChain, owner: Address): Promise<Address> {
  const { address } = await viem.deployContract('MockWallet1271', [owner])
  return getAddress(address)
}

/** Addresses that a deployment of one's own is asked at, where none is asked. */
export const nowhere: Contracts = {
  InboxRegistry: '0x1111111111111111111111111111111111111111',
  RelayRegistry: '0x2222222222222222222222222222222222222222',
  PostOffice: '0x3333333333333333333333333333333333333333',
}
