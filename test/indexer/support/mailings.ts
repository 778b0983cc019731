import type { ContractFunctionArgs, Hex } from 'viem'
import { zeroAddress } from 'viem'

import type { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../../protocol/ids.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import type { Call } from './call.ts'
import { call } from './call.ts'
import type { IndexedChain } from './indexedChain.ts'
import type { Account } from './localClient.ts'

type MailClaim = ContractFunctionArgs<typeof postOfficeAbi, 'nonpayable', 'collectMail'>[1][number]

/** A mailing with what its recipients need to collect, in the order of their letters. */
export type PreparedMailing = { mailing: Mailing; mailingId: Hex; claims: readonly MailClaim[] }

/**
 * Prepares a mailing of these letters.
 *
 * @param postage - Without a relay: none, so without carriage. Without a token: the native one.
 */
export async function prepareMailing(
  { chainId, contracts }: IndexedChain,
  letters: readonly { inboxId: Hex; letterHash: Hex }[],
  postage: Pick<Mailing, 'sender' | 'stake' | 'expiresAt'> & Partial<Mailing>,
): Promise<PreparedMailing> {
  const { root, count, proof } = await mailingTree(letters)
  const unpaid = { relay: zeroAddress, carriage: 0n, token: zeroAddress }
  const mailing = { ...unpaid, root, count, ...postage }
  const postOffice = contracts.postOffice.address
  return {
    mailing,
    mailingId: mailingIdOf({ chainId, postOffice, mailing }),
    claims: letters.map((letter, index) => ({ index, ...letter, proof: proof(index) })),
  }
}

/** Opens a mailing in the native token, paid by value. */
export function openMailing(
  { contracts }: IndexedChain,
  sender: Account,
  mailing: Mailing,
  uri = '',
): Call {
  const value = BigInt(mailing.count) * (mailing.carriage + mailing.stake)
  return call(sender, contracts.postOffice, 'openMailing', [mailing, uri], value)
}
