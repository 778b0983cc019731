import type { Hash } from 'viem'
import { getTransactionReceipt } from 'viem/actions'
import { publicClientOf } from '../config/publicClientOf.ts'
import type { ScopedChain } from '../config/scopedChain.ts'

/** What is on chain of something that may have been sent. */
export type Seen = {
  blockNumber?: bigint | undefined
  sentence: string
  /** Where it is not done. */
  problem?: { title: string; sentence: string } | undefined
}

/** Looks on chain for a transaction that may have gone out; without a hash there is only the page to be asked anew. */
export async function lookAgain(chain: ScopedChain, hash: Hash | undefined): Promise<Seen> {
  if (!hash) return { sentence: 'The page shows what is on chain now.' }
  try {
    const { status, blockNumber } = await getTransactionReceipt(publicClientOf(chain), { hash })
    if (status === 'success')
      return { blockNumber, sentence: 'It went out and is done: the page shows it now.' }
    const sentence = 'It was mined, and the contract refused it. Nothing but the gas was spent.'
    return { blockNumber, sentence, problem: { title: 'It was refused', sentence } }
  } catch {
    const sentence =
      'It is not in a block yet, as far as the node of this page knows. Look into your wallet: it says whether it waits there. Do not do it again while it may still come.'
    return { sentence, problem: { title: 'Not yet on chain', sentence } }
  }
}
