import type { Hex } from 'viem'
import { zeroAddress } from 'viem'

import { inboxIdOf } from '../../../protocol/ids.ts'
import { call } from './call.ts'
import type { IndexedChain } from './indexedChain.ts'
import type { Account } from './localClient.ts'

/** Registers the first inbox of a wallet, its own recovery, without keys. */
export async function registerInbox(chain: IndexedChain, wallet: Account): Promise<Hex> {
  await chain.send(call(wallet, chain.contracts.inboxRegistry, 'register', [0n, zeroAddress, []]))
  return inboxIdOf(wallet.address, 0n)
}
