import { collectMailTypes } from '../../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../../protocol/ids.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf, chainIdOf, contractsOf } from '../chain/client.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import { defaultDeadline } from '../signing/defaultDeadline.ts'
import type { DeadlineOption, SignOptions } from '../signing/signForPostOffice.ts'
import { signForPostOffice } from '../signing/signForPostOffice.ts'
import type { CollectMailParameters } from './collectMail.ts'
import type { CollectMailForParameters } from './collectMailFor.ts'

export type SignCollectMailParameters = SignOptions & DeadlineOption & CollectMailParameters

/**
 * Signs that letters of a mailing to the account's inbox are collected, so that anyone may send it.
 *
 * @returns What `collectMailFor` takes.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 *
 * @example
 * const signed = await signCollectMail(client, { mailing, claims })
 */
export async function signCollectMail(
  client: PennypostClient,
  parameters: SignCollectMailParameters,
): Promise<CollectMailForParameters> {
  const { mailing, claims } = parameters
  const wallet = accountOf(client, parameters).address
  const deadline = parameters.deadline ?? (await defaultDeadline(client))
  const chainId = await chainIdOf(client)
  const { PostOffice: postOffice } = await contractsOf(client, parameters)
  const signature = await signForPostOffice(client, {
    ...parameters,
    types: collectMailTypes,
    primaryType: 'CollectMail',
    message: {
      wallet,
      mailingId: mailingIdOf({ chainId, postOffice, mailing }),
      indexes: claims.map(({ index }) => index),
      deadline: deadlineSeconds(deadline),
    },
  })
  return { mailing, claims, wallet, deadline, signature }
}
