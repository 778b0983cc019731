import type { Address, Hex } from 'viem'
import { keccak256 } from 'viem'
import { getBlock } from 'viem/actions'
import { stampIdOf } from '../../../protocol/ids.ts'
import type { AccountOption, ContractsOption, PennypostClient } from '../chain/client.ts'
import { accountOf, chainIdOf, contractsOf } from '../chain/client.ts'
import { mayBeSent } from '../chain/mayBeSent.ts'
import { PostageRefusedError } from '../errors/PostageRefusedError.ts'
import { TransactionFailedError } from '../errors/TransactionFailedError.ts'
import { payPostage } from '../flows/payPostage.ts'
import type { Step, StepOption } from '../flows/step.ts'
import type { PostInput } from '../postage/postInput.ts'
import { stampOf } from '../postage/postInput.ts'
import { acceptableOf, capsOf } from './acceptable.ts'
import { LetterUnsentError } from './LetterUnsentError.ts'
import type { PaidPostage } from './PaidPostage.ts'
import { passing } from './passing.ts'
import type { PaymentRequired, StampRequirements, StampTerms } from './payment.ts'
import { refusalSentence } from './refusalSentence.ts'

/** What may be spent on a letter. */
export type SpendingOptions = AccountOption &
  ContractsOption & {
    /** Most to pay, by token, in the token's smallest unit. Tokens that are not named are never paid in. */
    maxPostage: Readonly<Record<Address, bigint>>
    /** The only relay that may earn the carriage; any, unless given. */
    relay?: Address | undefined
    /** For how long the postage may be in escrow, where nobody answers: 31 days and an hour, for the longest window there is, and a day. */
    maxEscrowSeconds?: number | undefined
  }

const longestEscrow = 31 * 86_400 + 3_600

/**
 * Chooses what to pay of what a relay asks.
 *
 * @throws {PostageRefusedError} Nothing of it may be taken.
 */
export async function chooseWay(
  client: PennypostClient,
  parameters: SpendingOptions & {
    inboxId: Hex
    bytes: Uint8Array
    network: string
    required: PaymentRequired
  },
): Promise<StampRequirements> {
  const { inboxId, bytes, network, required, maxPostage, relay } = parameters
  const { maxEscrowSeconds = longestEscrow } = parameters
  const { PostOffice: postOffice } = await contractsOf(client, parameters)
  const { timestamp } = await getBlock(client)
  const { accepted, objections } = acceptableOf(required, {
    ...{ network, postOffice, inboxId, letterHash: keccak256(bytes), maxPostage, relay },
    ...{ maxEscrowSeconds, now: Number(timestamp) },
  })
  const mayPass = required.error !== undefined && passing.has(required.error)
  if (accepted && !mayPass) return accepted
  throw new PostageRefusedError(refusalSentence(required, objections), required)
}

/**
 * Pays what was chosen, and waits until it is mined.
 *
 * @throws {LetterUnsentError} The payment was sent, or may have been, and nobody knows whether it was mined.
 * @throws What `payPostage` throws: nothing was paid.
 */
export async function payLetter(
  client: PennypostClient,
  { asset, extra }: StampRequirements,
  options: Pick<SpendingOptions, 'account' | 'contracts' | 'maxPostage'> & StepOption,
): Promise<PaidPostage> {
  // Safety: `chooseWay` gives none without.
  const { inboxId, letterHash, relay, carriage, stake, expiresAt } = extra as StampTerms
  const input = {
    ...{ relay: lowerCase(relay), token: lowerCase(asset as Address) },
    ...{ inboxId, letterHash, expiresAt },
    ...{ carriage: BigInt(carriage), stake: BigInt(stake) },
  }
  let posting: Step | undefined
  const onStep = (step: Step) => {
    if (step.name === 'post') posting = step
    options.onStep?.(step)
  }
  const { account, contracts } = options
  // What the sender allows, and not what the relay asks for. Safety: `chooseWay` takes no other token.
  const maxPostage = capsOf(options.maxPostage).get(input.token) as bigint
  try {
    const paying = { account, contracts, onStep, input, maxPostage }
    const { stamp, stampId, receipt } = await payPostage(client, paying)
    return { stamp, stampId, hash: receipt.transactionHash }
  } catch (error) {
    // An error that tells of nothing, as a text that the caller throws, tells nothing once it was sent.
    const isUnclear = posting?.hash ? !(error instanceof TransactionFailedError) : mayBeSent(error)
    if (!posting || !isUnclear) throw error
    const paid = await postedOf(client, input, { ...options, hash: posting.hash })
    throw new LetterUnsentError(paid, { cause: error })
  }
}

/** The stamp that an account posts. */
async function postedOf(
  client: PennypostClient,
  input: PostInput,
  options: AccountOption & ContractsOption & { hash: Hex | undefined },
): Promise<LetterUnsentError['paid']> {
  const { PostOffice: postOffice } = await contractsOf(client, options)
  const stamp = stampOf(accountOf(client, options).address, input)
  const stampId = stampIdOf({ chainId: await chainIdOf(client), postOffice, stamp })
  const { hash } = options
  return { stampId, stamp, ...(hash && { hash }) }
}

/** A relay may write a checksum that is none, which encoding would refuse. */
function lowerCase(address: Address): Address {
  return address.toLowerCase() as Address
}
