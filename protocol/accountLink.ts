import type { Address, Hex } from 'viem'
import { InvalidAddressError, isAddress } from 'viem'
import { toCaip2 } from './caip2.ts'
import { parseAccountId } from './caip10.ts'

export type AccountLinkMessageParameters = {
  chainId: number
  /** Address of the InboxRegistry on that chain, in any case. */
  registry: Address
  /** In any case. */
  inboxId: Hex
  /** CAIP-10. */
  account: string
}

/**
 * What an account elsewhere signs to show that it belongs to an inbox: the proof of `InboxRegistry.linkAccount`.
 *
 * The account signs these bytes as they are, in UTF-8 (all of it is ASCII), lines parted by one line feed, none at the end:
 * with a Solana wallet, plain `signMessage`. What a hardware wallet signs with a header of its own before the text
 * (Solana's off-chain message format) is another message and no proof.
 *
 * The text names the chain, the registry, the inbox and the account, and nothing else in it can vary; hexadecimal digits are
 * in lower case. It holds no time: while its signature is known, wallets of that inbox may link the account again.
 *
 * @throws {InvalidAddressError} `registry` is no address.
 * @throws {RangeError} `inboxId` has no 32 bytes, `account` is no CAIP-10 account id, or `chainId` no natural number.
 *
 * @example
 * const text = accountLinkMessage({ chainId: 8453, registry, inboxId, account: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:…' })
 */
export function accountLinkMessage(parameters: AccountLinkMessageParameters): string {
  const { chainId, registry, inboxId, account } = parameters
  if (!Number.isSafeInteger(chainId) || chainId < 1)
    throw new RangeError(`A chain id is a natural number, not ${chainId}.`)
  if (!isAddress(registry, { strict: false })) throw new InvalidAddressError({ address: registry })
  if (!/^0x[0-9a-f]{64}$/i.test(inboxId))
    throw new RangeError(`An inbox id has 32 bytes, unlike ${inboxId}.`)
  if (!parseAccountId(account))
    throw new RangeError(`${JSON.stringify(account)} is no CAIP-10 account id.`)
  return `Link this account to a Pennypost inbox.

Sign only if this inbox is yours: mail for this account will go to it.

Account: ${account}
Inbox: ${inboxId.toLowerCase()}
Chain: ${toCaip2(chainId)}
Registry: ${registry.toLowerCase()}`
}
