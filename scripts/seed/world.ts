import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Chain, Hex, HttpTransport } from 'viem'
import {
  createTestClient,
  getContract,
  http,
  parseAbi,
  parseEther,
  publicActions,
  walletActions,
} from 'viem'
import type { HDAccount } from 'viem/accounts'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { inboxRegistryAbi } from '../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../generated/relayRegistryAbi.ts'
import type { Deployment } from '../../index.ts'
import { root } from '../stack/paths.ts'

/** Of the accounts that a Hardhat node has; public, so never to be used on any other chain. */
export const mnemonic = 'test test test test test test test test test test test junk'

/** The native token, as everywhere in the contracts. */
export const native = '0x0000000000000000000000000000000000000000'

export const tokenAbi = parseAbi([
  'constructor(string name, string symbol, uint8 decimals)',
  'function mint(address to, uint256 amount)',
  'function approve(address spender, uint256 amount) returns (bool)',
])

/** A local chain with the contracts on it. */
export type World = ReturnType<typeof openWorld>

/** Everything that takes part in the scene calls the contracts through this. */
export function openWorld(rpcUrl: string, { chainId, contracts }: Deployment) {
  const client = clientOf({ ...hardhat, id: chainId }, http(rpcUrl))
  return {
    client,
    inboxes: getContract({
      abi: inboxRegistryAbi,
      address: contracts.InboxRegistry.address,
      client,
    }),
    relays: getContract({
      abi: relayRegistryAbi,
      address: contracts.RelayRegistry.address,
      client,
    }),
    office: getContract({ abi: postOfficeAbi, address: contracts.PostOffice.address, client }),
  }
}

function clientOf(chain: Chain, transport: HttpTransport) {
  return createTestClient({ chain, mode: 'hardhat', transport, cacheTime: 0, pollingInterval: 20 })
    .extend(publicActions)
    .extend(walletActions)
}

/** The n-th account of the mnemonic, as the option that makes it the sender of a transaction. */
export function from(index: number): { account: HDAccount } {
  return { account: mnemonicToAccount(mnemonic, { addressIndex: index }) }
}

/** Lets the next block come at a time; Unix seconds, not before the newest block. */
export async function travelTo({ client }: World, time: number): Promise<void> {
  await client.setNextBlockTimestamp({ timestamp: BigInt(time) })
  await client.mine({ blocks: 1 })
}

/** A token with six decimals that anyone may mint. */
export async function deployToken({ client }: World, clerk: ReturnType<typeof from>) {
  const file = join(root, 'artifacts/contracts/mocks/MockERC20.sol/MockERC20.json')
  const { bytecode } = JSON.parse(readFileSync(file, 'utf8')) as { bytecode: Hex }
  const args = ['Example Dollar', 'USDX', 6] as const
  const hash = await client.deployContract({ abi: tokenAbi, bytecode, args, ...clerk })
  const { contractAddress } = await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  if (!contractAddress) throw new Error('The token was not deployed')
  return getContract({ abi: tokenAbi, address: contractAddress, client })
}

export type Token = Awaited<ReturnType<typeof deployToken>>

/** One dollar, in the token's smallest unit. */
export const dollar = 1_000_000n

/** One thousandth of the native token, in wei. */
export const milli = parseEther('0.001')
