import type { Hash } from 'viem'
import type { Signer } from '../chain/connect.ts'

/**
 * A client that tells of each transaction as soon as the node has taken it: flows that send many tell only of what is mined, and who
 * interrupts them is to know what is on its way.
 */
export function reportingSigner(signer: Signer, onSent: (hash: Hash) => void): Signer {
  const request = async (args: { method: string }, ...more: unknown[]) => {
    const answer = await (signer.request as (...call: unknown[]) => Promise<unknown>)(args, ...more)
    if (args.method === 'eth_sendRawTransaction') onSent(answer as Hash)
    return answer
  }
  return { ...signer, request: request as Signer['request'] }
}
