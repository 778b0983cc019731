import type { Contracts, Step } from '@pennypost/sdk'
import { getLedgerBalance, payPostage, post } from '@pennypost/sdk'
import type { Hash, TransactionReceipt } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { checkMoney } from '../acts/checkMoney.ts'
import { mayHaveGoneOut } from '../acts/mayHaveGoneOut.ts'
import type { WalletClient } from '../wallet/createWalletClient.ts'
import { confirmStamp } from './confirmStamp.ts'
import { PaymentUnsureError } from './letterProblems.ts'
import type { LetterPostage } from './OwnLetter.ts'
import { stampStatusOf } from './stampStatusOf.ts'

/**
 * Pays exactly this stamp, which PostOffice takes once: whoever asks twice pays once.
 *
 * @param options.onHash - The transaction is on its way.
 * @returns The transaction that it was mined in; undefined where it had been posted before.
 * @throws {PaymentUnsureError} It may have gone out, or what the wallet named for it was mined and the chain does not have the stamp: look at the chain before anything else.
 * @throws Anything else: nothing went out now.
 */
export async function payStamp(
  client: WalletClient,
  postage: LetterPostage,
  options: {
    contracts: Contracts
    onStep: (step: Step) => void
    onHash: (hash: Hash) => Promise<void>
  },
): Promise<Hash | undefined> {
  const { contracts, onStep, onHash } = options
  const { sender: _, ...input } = postage.stamp
  const { stampId } = postage
  const noting: Promise<void>[] = []
  let receipt: TransactionReceipt
  try {
    await checkFunds(client, { input, contracts })
    const paid = await payPostage(client, {
      ...{ input, contracts, maxPostage: input.carriage + input.stake },
      onStep(step) {
        onStep(step)
        if (step.name === 'post' && step.state === 'sent' && step.hash)
          noting.push(onHash(step.hash).catch(() => undefined))
      },
    })
    receipt = paid.receipt
  } catch (error) {
    const status = await stampStatusOf(client, { stampId, contracts }).catch(
      () => 'unknown' as const,
    )
    if (status !== 'none' && status !== 'unknown') return undefined
    if (mayHaveGoneOut(error)) throw new PaymentUnsureError(undefined, { cause: error })
    throw error
  } finally {
    await Promise.all(noting)
  }
  await confirmStamp(client, { stampId, receipt, contracts })
  return receipt.transactionHash
}

/** @throws {NotEnoughMoneyError} The account cannot pay; before the wallet would say so in words of its own. */
async function checkFunds(
  client: WalletClient,
  { input, contracts }: { input: Omit<LetterPostage['stamp'], 'sender'>; contracts: Contracts },
): Promise<void> {
  if (!isAddressEqual(input.token, zeroAddress)) return
  const owner = client.account.address
  const balance = await getLedgerBalance(client, { owner, token: input.token, contracts })
  const postage = input.carriage + input.stake
  const isCovered = balance >= postage
  const fromBalance = isCovered ? postage : balance
  await checkMoney(client, [post.call(contracts, { input, fromBalance })])
}
