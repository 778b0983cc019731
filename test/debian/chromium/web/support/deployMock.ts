import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Address, Hex } from 'viem'
import { root } from '../../../../../scripts/stack/paths.ts'
import type { DevClient } from './webWorld.ts'

/** Deploys one of the contracts in contracts/mocks that take no arguments, and waits until it is there. */
export async function deployMock(client: DevClient, name: string): Promise<Address> {
  const file = join(root, `artifacts/contracts/mocks/${name}.sol/${name}.json`)
  const { bytecode } = JSON.parse(readFileSync(file, 'utf8')) as { bytecode: Hex }
  const hash = await client.deployContract({ abi: [], bytecode })
  const { contractAddress } = await client.waitForTransactionReceipt({ hash })
  if (!contractAddress) throw new Error(`${name} was not deployed`)
  return contractAddress
}
