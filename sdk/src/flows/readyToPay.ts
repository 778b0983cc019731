import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { getLedgerBalance } from '../actions/getLedgerBalance.ts'
import type { PennypostClient } from '../chain/client.ts'
import { tokenAllowance } from '../tokens/tokenAllowance.ts'
import { checkTokenBalance } from '../tokens/tokenBalance.ts'
import { checkBeforeApproval } from './checkBeforeApproval.ts'
import { ensureAllowance } from './ensureAllowance.ts'
import type { Flow } from './flowOptions.ts'
import { tokenRoles } from './flowOptions.ts'
import type { StepOption } from './step.ts'

export type ReadyToPayParameters = StepOption & {
  flow: Flow
  token: Address
  /** In the token's smallest unit. */
  postage: bigint
  /** Tries what is to be paid for. */
  simulate: () => Promise<unknown>
}

/**
 * Approves what the account's balance in the PostOffice lacks for postage, and its allowance for the PostOffice too. Nothing for native
 * postage: that is sent along.
 *
 * @throws {TokenBalanceTooLowError} The account has less; nothing was signed or sent.
 * @throws {ContractRefusalError} What is to be paid for would be refused; nothing was signed or sent.
 */
export async function readyToPay(
  client: PennypostClient,
  { flow, token, postage, simulate, onStep }: ReadyToPayParameters,
): Promise<void> {
  if (isAddressEqual(token, zeroAddress)) return
  const { owner, spender } = tokenRoles(flow)
  const balance = await getLedgerBalance(client, { owner, token, contracts: flow.contracts })
  const needed = postage - balance
  if (needed <= 0n) return
  await checkTokenBalance(client, { token, owner, needed })
  if ((await tokenAllowance(client, { token, owner, spender })) >= needed) return
  await checkBeforeApproval(simulate)
  await ensureAllowance(client, { ...flow, token, amount: needed, onStep })
}

/** How much of native postage the account's balance in the PostOffice can pay, in wei; undefined for other tokens. */
export async function nativeFromBalance(
  client: PennypostClient,
  { flow, token, postage }: Pick<ReadyToPayParameters, 'flow' | 'token' | 'postage'>,
): Promise<bigint | undefined> {
  if (!isAddressEqual(token, zeroAddress)) return undefined
  const owner = flow.account.address
  const balance = await getLedgerBalance(client, { owner, token, contracts: flow.contracts })
  return balance < postage ? balance : postage
}
