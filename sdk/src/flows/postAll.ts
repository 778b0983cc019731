import type { Hash, Hex } from 'viem'
import { isAddressEqual } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { stampIdOf } from '../../../protocol/ids.ts'
import { getStampStatuses } from '../actions/getStampStatuses.ts'
import { postMany } from '../actions/postMany.ts'
import type { PennypostClient } from '../chain/client.ts'
import { chainIdOf } from '../chain/client.ts'
import type { ContractRefusalError } from '../errors/ContractRefusalError.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { checkCappedPostage } from '../postage/payment.ts'
import { postageOf } from '../postage/postageOf.ts'
import type { PostInput } from '../postage/postInput.ts'
import { stampOf } from '../postage/postInput.ts'
import type { FlowOptions } from './flowOptions.ts'
import { flowOf } from './flowOptions.ts'
import type { ChunkOptions } from './inChunks.ts'
import { inChunks } from './inChunks.ts'
import type { Culprit, Placed } from './locatedRefusal.ts'
import { locatedRefusal } from './locatedRefusal.ts'
import { nativeFromBalance, readyToPay } from './readyToPay.ts'
import type { StepOption } from './step.ts'

/** So many are tried before anything is approved for all. */
const TRIED_FIRST = 100

export type PostAllParameters = FlowOptions &
  ChunkOptions &
  StepOption & {
    /** However many, all in one token. */
    inputs: readonly PostInput[]
    /** The most that carriage and stake of all of them together may be, in the token's smallest unit. */
    maxPostage: bigint
  }

/** Stamps that are posted. */
export type PostAllReturnType = {
  /** Of the transactions that were sent, all mined; none where there was nothing left to do. */
  hashes: readonly Hash[]
  /** In the order of the inputs. */
  stamps: readonly Stamp[]
  /** In the order of the inputs. */
  stampIds: readonly Hex[]
}

/**
 * Posts any number of stamps, in as many transactions as it takes, paid as `payPostage` pays one. Of tokens what all of them need is
 * approved at once.
 *
 * Source: `PostOffice.postMany`. Each transaction is waited for before the next. Can be called again with the same inputs after whatever
 * went wrong: what is posted is left out, and not paid twice.
 *
 * @throws {PostageTooHighError} All together are above `maxPostage`; nothing was signed or sent.
 * @throws {InvalidParameterError} They are not all in one token.
 * @throws {TokenBalanceTooLowError} The account cannot pay them; nothing was signed or sent.
 * @throws {ChunkRefusalError} What `postMany` is refused with. Of which stamp, and how far the list got, it says.
 * @throws {AllowanceTooLowError} Less was approved than was asked.
 * @throws {TransactionFailedError} A transaction was refused after all, or replaced.
 *
 * @example
 * const { stamps } = await postAll(client, { inputs, maxPostage: 600_000_000n, onProgress: console.log })
 */
export async function postAll(
  client: PennypostClient,
  { inputs, maxPostage, onProgress, onStep, ...options }: PostAllParameters,
): Promise<PostAllReturnType> {
  checkCappedPostage(postageOf(inputs), maxPostage)
  checkOneToken(inputs)
  const flow = await flowOf(client, options)
  const { contracts } = flow
  const chainId = await chainIdOf(client)
  const stamps = inputs.map((input) => stampOf(flow.account.address, input))
  const stampIds = stamps.map((stamp) =>
    stampIdOf({ chainId, postOffice: contracts.PostOffice, stamp }),
  )
  const statuses = await getStampStatuses(client, { stampIds, contracts })
  // What was voided is not left out silently: it can never be posted.
  const pending = inputs
    .map((item, index) => ({ index, item }))
    .filter(({ index }) => ['none', 'voided'].includes(statuses[index]?.status ?? 'none'))

  const [first] = pending
  if (!first) return { hashes: [], stamps, stampIds }
  const { token } = first.item
  const list = {
    total: inputs.length,
    culpritOf: (refusal: ContractRefusalError, chunk: readonly Placed<PostInput>[]) =>
      culpritOf(refusal, chunk, stampIds),
  }
  await readyToPay(client, {
    ...{ flow, token, onStep },
    postage: postageOf(pending.map(({ item }) => item)),
    simulate: async () => {
      const chunk = pending.slice(0, TRIED_FIRST)
      const before = { done: inputs.length - pending.length, hashes: [] }
      return await postMany
        .simulate(client, { ...flow, inputs: chunk.map(({ item }) => item) })
        .catch((error) => {
          throw locatedRefusal(error, { ...list, ...before, chunk })
        })
    },
  })

  const hashes = await inChunks(client, {
    ...{ flow, action: postMany, pending, onProgress, ...list },
    toParameters: async (items) => {
      const postage = postageOf(items)
      return {
        inputs: items,
        fromBalance: await nativeFromBalance(client, { flow, token, postage }),
      }
    },
  })
  return { hashes, stamps, stampIds }
}

/** Errors about one of the stamps begin with its place in the call. */
const aboutOne = new Set([
  'InvalidRelay',
  'CarriageWithoutRelay',
  'TokenNotAccepted',
  'StakeTooLow',
  'ExpiryOutOfRange',
  'SenderDenied',
  'StampIdUsed',
])

function culpritOf(
  { errorName, args: [place, ...rest] }: ContractRefusalError,
  chunk: readonly Placed<PostInput>[],
  stampIds: readonly Hex[],
): Culprit | undefined {
  const placed = aboutOne.has(errorName) ? chunk[Number(place)] : undefined
  return (
    placed && {
      index: placed.index,
      stampId: stampIds[placed.index],
      args: [BigInt(placed.index), ...rest],
    }
  )
}

function checkOneToken(inputs: readonly PostInput[]): void {
  const first = inputs[0]?.token
  const other = inputs.findIndex(({ token }) => first && !isAddressEqual(token, first))
  if (other !== -1)
    throw new InvalidParameterError(
      'inputs',
      `Stamp ${other} is paid in ${inputs[other]?.token}, and the first in ${first}: post them apart.`,
    )
}
