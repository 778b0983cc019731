import type { Address, Hex } from 'viem'

import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import {
  answerTypes,
  collectMailTypes,
  postOfficeDomain,
  stampTypes,
  withdrawTypes,
} from '../../../protocol/eip712/postOffice.ts'
import { stampIdOf } from '../../../protocol/ids.ts'
import type { Call } from './call.ts'
import { call } from './call.ts'
import type { IndexedChain } from './indexedChain.ts'
import type { Account } from './localClient.ts'
import type { PreparedMailing } from './mailings.ts'

const deadline = 2n ** 255n

/** Posts a stamp that its sender has signed, from its balance. */
export async function postFor(
  chain: IndexedChain,
  caller: Account,
  sender: Account,
  { sender: _, ...input }: Stamp,
): Promise<Call> {
  const message = { ...input, sender: sender.address }
  const signed = { types: stampTypes, primaryType: 'Stamp', message } as const
  const signature = await sender.signTypedData({ domain: domainOf(chain), ...signed })
  return call(caller, chain.contracts.postOffice, 'postFor', [sender.address, input, signature])
}

/** Answers stamps as a wallet of their inbox has signed. */
export async function settleFor(
  chain: IndexedChain,
  caller: Account,
  wallet: Account,
  stamps: readonly Stamp[],
  collect: boolean,
): Promise<Call> {
  const { chainId, contracts } = chain
  const postOffice = contracts.postOffice.address
  const stampIds = stamps.map((stamp) => stampIdOf({ chainId, postOffice, stamp }))
  const message = { wallet: wallet.address, stampIds, collect }
  const signed = { types: answerTypes, primaryType: 'Answer', message } as const
  const signature = await wallet.signTypedData({ domain: domainOf(chain), ...signed })
  const args = [stamps, collect, wallet.address, signature] as const
  return call(caller, contracts.postOffice, 'settleFor', args)
}

/** Pays out of a balance as its owner has signed. */
export async function withdrawFor(
  chain: IndexedChain,
  caller: Account,
  owner: Account,
  withdrawal: { token: Address; amount: bigint; to: Address },
): Promise<Call> {
  const { token, amount, to } = withdrawal
  const { postOffice } = chain.contracts
  const nonce = await chain.client.readContract({
    ...postOffice,
    functionName: 'nonces',
    args: [owner.address],
  })
  const message = { owner: owner.address, token, amount, to, nonce, deadline }
  const signed = { types: withdrawTypes, primaryType: 'Withdraw', message } as const
  const signature = await owner.signTypedData({ domain: domainOf(chain), ...signed })
  const args = [owner.address, token, amount, to, deadline, signature] as const
  return call(caller, postOffice, 'withdrawFor', args)
}

/** Collects letters of a mailing as a wallet of their inboxes has signed. */
export async function collectMailFor(
  chain: IndexedChain,
  caller: Account,
  wallet: Account,
  { mailing, mailingId, claims }: PreparedMailing,
): Promise<Call> {
  const indexes = claims.map(({ index }) => index)
  const message = { wallet: wallet.address, mailingId, indexes, deadline }
  const signed = { types: collectMailTypes, primaryType: 'CollectMail', message } as const
  const signature: Hex = await wallet.signTypedData({ domain: domainOf(chain), ...signed })
  const args = [mailing, claims, wallet.address, deadline, signature] as const
  return call(caller, chain.contracts.postOffice, 'collectMailFor', args)
}

function domainOf({ chainId, contracts }: IndexedChain) {
  return postOfficeDomain(chainId, contracts.postOffice.address)
}
