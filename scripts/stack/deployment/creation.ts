import type { Address, PublicClient } from 'viem'
import type { DeployedContract } from '../../../index.ts'
import { contractCreation, createX } from './createX.ts'

/**
 * The block and transaction in which CreateX created a contract that is on the chain now.
 *
 * Found by halving the range of blocks, which takes a node that keeps the state of old blocks where
 * the contract is not a new one.
 *
 * @param since - A block in which it was not there yet, or 0.
 */
export async function findCreation(
  client: PublicClient,
  address: Address,
  since: bigint,
): Promise<DeployedContract> {
  let before = since
  let block = await client.getBlockNumber()
  while (block - before > 1n) {
    const middle = (before + block) / 2n
    const code = await client.getCode({ address, blockNumber: middle })
    if (code) block = middle
    else before = middle
  }
  const [log] = await client.getLogs({
    address: createX,
    event: contractCreation,
    args: { newContract: address },
    fromBlock: block,
    toBlock: block,
  })
  if (!log) throw new Error(`CreateX emitted no event for ${address} in block ${block}`)
  return { address, block: Number(block), transaction: log.transactionHash }
}
