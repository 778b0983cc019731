import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { answerTypes } from '../../../protocol/eip712/postOffice.ts'
import { stampIdOf } from '../../../protocol/ids.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf, chainIdOf, contractsOf } from '../chain/client.ts'
import type { SignOptions } from '../signing/signForPostOffice.ts'
import { signForPostOffice } from '../signing/signForPostOffice.ts'
import type { SettleForParameters } from './settleFor.ts'

export type SignAnswerParameters = SignOptions & {
  /** Whole stamps as posted, all to the account's inbox. */
  stamps: readonly Stamp[]
  /** True to collect, false to return to sender. */
  collect: boolean
}

/**
 * Signs an answer to stamps addressed to the account's inbox, so that anyone may send it.
 *
 * It has no deadline and cannot be called off: it holds until each of the stamps has an outcome.
 *
 * @returns What `settleFor` takes.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 *
 * @example
 * const signed = await signAnswer(client, { stamps, collect: true })
 */
export async function signAnswer(
  client: PennypostClient,
  parameters: SignAnswerParameters,
): Promise<SettleForParameters> {
  const { stamps, collect } = parameters
  const wallet = accountOf(client, parameters).address
  const chainId = await chainIdOf(client)
  const { PostOffice: postOffice } = await contractsOf(client, parameters)
  const stampIds = stamps.map((stamp) => stampIdOf({ chainId, postOffice, stamp }))
  const signature = await signForPostOffice(client, {
    ...parameters,
    types: answerTypes,
    primaryType: 'Answer',
    message: { wallet, stampIds, collect },
  })
  return { stamps, collect, wallet, signature }
}
