import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import hre from 'hardhat'
import type { NetworkConnection } from 'hardhat/types/network'
import type { PublicClient } from 'viem'
import { createPublicClient, custom } from 'viem'
import { pennypostWith } from '../../ignition/modules/Pennypost.ts'
import type { Deployment } from '../../index.ts'
import { currentCommit } from './deployment/commit.ts'
import { ensureCreateX } from './deployment/createX.ts'
import { findCreation } from './deployment/creation.ts'
import { readIfThere, writeDeployment } from './deployment/files.ts'
import type { Addresses } from './deployment/plan.ts'
import { plannedAddresses, presentOn } from './deployment/plan.ts'

/** Chains that live in the memory of a Hardhat node. */
export const localChains: readonly number[] = [31337, 31338]

export type Deployed = Deployment & {
  /** Whether this run sent transactions. */
  sent: boolean
}

/**
 * Deploys the contracts of the last build to a local chain, from the node's first account.
 *
 * @param deploymentsDir - Folder that `<chainId>.json` is written to.
 */
export async function deployTo(
  rpcUrl: string,
  chainId: number,
  deploymentsDir: string,
): Promise<Deployed> {
  const override = { url: rpcUrl, chainId }
  const connection = await hre.network.create({ network: 'localhost', override })
  try {
    return await deployThrough(connection, deploymentsDir)
  } finally {
    await connection.close()
  }
}

/**
 * Deploys the contracts of the last build through a connection. Where all of them are on the chain
 * already it sends nothing, and leaves a file that says so as it is.
 *
 * @param deploymentsDir - Folder that `<chainId>.json` is written to.
 */
export async function deployThrough(
  connection: NetworkConnection,
  deploymentsDir: string,
): Promise<Deployed> {
  const client = createPublicClient({ transport: custom(connection.provider), cacheTime: 0 })
  const chainId = await client.getChainId()
  const addresses = await plannedAddresses()
  const present = await presentOn(client, addresses)
  const sent = Object.keys(present).length < Object.keys(addresses).length
  const written = readIfThere(deploymentsDir, chainId)
  if (!sent && written && (await holds(client, written, addresses))) return { ...written, sent }

  const before = sent ? await client.getBlockNumber() : 0n
  if (sent) await send(connection, client, chainId, present)
  const creation = (name: keyof Addresses) =>
    findCreation(client, addresses[name], present[name] ? 0n : before)
  const deployment: Deployment = {
    chainId,
    network: localChains.includes(chainId) ? 'local' : connection.networkName,
    commit: currentCommit(),
    contracts: {
      InboxRegistry: await creation('InboxRegistry'),
      RelayRegistry: await creation('RelayRegistry'),
      PostOffice: await creation('PostOffice'),
    },
  }
  writeDeployment(deploymentsDir, deployment)
  return { ...deployment, sent }
}

/** Whether a file says how the contracts came to a chain, and not how to a local one that is gone. */
async function holds(
  client: PublicClient,
  { chainId, contracts }: Deployment,
  addresses: Addresses,
): Promise<boolean> {
  const names = Object.keys(addresses) as (keyof Addresses)[]
  if (!names.every((name) => contracts[name]?.address === addresses[name])) return false
  if (!localChains.includes(chainId)) return true
  const created = names.map(async (name) => {
    const { transaction, block } = contracts[name]
    const receipt = await client.getTransactionReceipt({ hash: transaction }).catch(() => undefined)
    return receipt?.blockNumber === BigInt(block)
  })
  return (await Promise.all(created)).every(Boolean)
}

/**
 * Lets Ignition send what is missing. On a live chain it keeps a journal, so that a run that was cut
 * off resumes; the journal of a local chain, which may be gone tomorrow, goes with the run.
 */
async function send(
  connection: NetworkConnection,
  client: PublicClient,
  chainId: number,
  present: Partial<Addresses>,
): Promise<void> {
  const module = pennypostWith(present)
  if (!localChains.includes(chainId)) {
    await connection.ignition.deploy(module, { strategy: 'create2', displayUi: true })
    return
  }
  await ensureCreateX(client)
  const deploymentId = `local-${randomUUID()}`
  try {
    await connection.ignition.deploy(module, {
      strategy: 'create2',
      deploymentId,
      config: { requiredConfirmations: 1, blockPollingInterval: 50 },
    })
  } finally {
    const journal = join(hre.config.paths.ignition, 'deployments', deploymentId)
    rmSync(journal, { recursive: true, force: true })
  }
}
