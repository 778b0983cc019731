import type { Address, Hex } from 'viem'
import { encodeFunctionData, erc20Abi, getAddress, zeroAddress } from 'viem'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import type { QuoteOption, UnsignedTransaction } from '../../protocol/wire/quote.ts'
import type { QuoteRow } from '../queries/quote.ts'
import type { TokenInfo } from '../tokens/askToken.ts'

/** Seconds that a letter gets on top of the window, so that it can be carried before `verify` says `expiring`. */
const slack = 86_400

/** What the stamp of a quote is for; `sender`, a wallet, signs. */
export type Posting = { inboxId: Hex; letterHash: Hex; relay: Address; sender: Address }

/**
 * One way to pay.
 *
 * @param posting - Given if the transaction shall be built.
 * @param now - Unix seconds.
 * @param postOffice - Address of the contract on the chain.
 * @param info - What the token is called, as far as it is known.
 */
export function toQuoteOption(
  terms: QuoteRow['terms'][number],
  posting: Posting | undefined,
  now: number,
  postOffice: Address,
  info: TokenInfo = {},
): QuoteOption {
  const { token, stake, carriage, window } = terms
  const expiresAt = now + window + slack
  return {
    token: getAddress(token),
    ...info,
    stake,
    ...(carriage === null ? {} : { carriage }),
    window,
    expiresAt,
    carryBy: expiresAt - Math.ceil((window * 9) / 10),
    ...(posting && toTransactions(terms, posting, expiresAt, postOffice)),
  }
}

function toTransactions(
  terms: QuoteRow['terms'][number],
  posting: Posting,
  expiresAt: number,
  postOffice: Address,
): { transaction: UnsignedTransaction; approval?: UnsignedTransaction } {
  const { token } = terms
  const { inboxId, letterHash, relay } = posting
  const stake = BigInt(terms.stake)
  const carriage = BigInt(terms.carriage ?? 0)
  const postage = stake + carriage
  const isNative = token === zeroAddress
  const data = encodeFunctionData({
    abi: postOfficeAbi,
    functionName: 'post',
    args: [{ relay, token, inboxId, letterHash, carriage, stake, expiresAt }],
  })
  const transaction = {
    to: getAddress(postOffice),
    data,
    // The whole of it, though a balance could pay: `post` takes the value first, at less gas, and is sure of it.
    value: isNative ? postage.toString() : '0',
  }
  const lacking = postage - BigInt(terms.balance)
  if (isNative || lacking <= 0n) return { transaction }
  return { approval: toApproval(token, postOffice, lacking), transaction }
}

/** Lets the PostOffice take from the sender what its balance there lacks. */
function toApproval(token: Address, postOffice: Address, amount: bigint): UnsignedTransaction {
  const data = encodeFunctionData({
    abi: erc20Abi,
    functionName: 'approve',
    args: [postOffice, amount],
  })
  return { to: getAddress(token), data, value: '0' }
}
