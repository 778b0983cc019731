import type { DeliveredLetter, SettlementResponse, Stamp, StampStatus } from '@pennypost/sdk'
import { getMailing, getStampStatus, stampIdOf, verifyReceipt } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { getAddress } from 'viem'
import type { Money } from '../amounts.ts'
import { mailingOfId } from '../answers/mailingOfId.ts'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { unlessSilent } from '../unlessSilent.ts'

/** What a letter was paid with. */
export type LetterPostage = {
  kind: 'stamp' | 'mailing'
  postageId: Hex
  /** As the chain has it now; of a letter of a mailing what its mailing is. */
  status: StampStatus | 'closed'
  payer: Address
  stake: Money
  /** Unix seconds; before it the recipient may answer. */
  expiresAt: number
  /** Of a mailing: whether its list is at the API, with which its letters are collected. */
  isPublished?: boolean | undefined
}

/** A letter as its relay handed it out. */
export type PaidLetter = {
  inboxId: Hex
  letterHash: Hex
  relay: Address
  /** Of the relay; null: it gave none. */
  receipt: DeliveredLetter['receipt']
}

/**
 * The postage that a relay names for a letter. What it pays is told by the API and held against its id; what became of it is asked of the
 * chain. The id of a stamp has the letter in it. That of a mailing has not, so there it takes the relay's receipt, signed by its signer on
 * chain, that the letter was carried for it: any other id of a mailing could stand there.
 *
 * @returns Undefined: it cannot be told now. `not_proven`: nothing shows that it is for this letter.
 */
export async function letterPostage(
  context: Context,
  letter: PaidLetter,
  postageId: Hex,
): Promise<LetterPostage | 'not_proven' | undefined> {
  const { client, contracts } = await context.chain()
  const { status } = await getStampStatus(client, { stampId: postageId, contracts })
  if (status === 'none') return await mailingPostage(context, letter, postageId)
  const answer = await unlessSilent(context, 'The stake of a letter', async (options) =>
    (await context.api()).getStamp({ stampId: postageId }, options),
  )
  if (!answer || answer.stamp.status === 'voided') return undefined
  const stamp = stampOf(answer.stamp)
  if (!(await isStampOf(context, stamp, letter, postageId))) return 'not_proven'
  const { sender: payer, expiresAt } = stamp
  const stake = await moneyOf(context, stamp.token, stamp.stake)
  return { kind: 'stamp', postageId, status, payer, stake, expiresAt }
}

async function mailingPostage(
  context: Context,
  letter: PaidLetter,
  mailingId: Hex,
): Promise<LetterPostage | 'not_proven' | undefined> {
  const { client, contracts } = await context.chain()
  const { status } = await getMailing(client, { mailingId, contracts })
  if (status === 'none') return undefined
  if (!(await isReceiptOf(context, letter, mailingId))) return 'not_proven'
  const found = await unlessSilent(context, 'The stake of a letter', (options) =>
    mailingOfId(context, mailingId, options),
  )
  if (!found) return undefined
  const { sender: payer, token, stake, expiresAt } = found.mailing
  const paid = { payer, stake: await moneyOf(context, token, stake), expiresAt }
  const { isPublished } = found
  return { kind: 'mailing', postageId: mailingId, status, ...paid, isPublished }
}

/** Whether the relay has signed that it carried the letter for that mailing. */
async function isReceiptOf(
  context: Context,
  { inboxId, letterHash, relay, receipt }: PaidLetter,
  postageId: Hex,
): Promise<boolean> {
  const { client, contracts } = await context.chain()
  const settlement = settlementWith(receipt)
  const letter = { inboxId, letterHash }
  const parameters = { settlement, letter, relay, postageId, contracts }
  return (await verifyReceipt(client, parameters)) !== undefined
}

/** A receipt as it comes with an answer to the sender, which is how it is checked. */
function settlementWith(receipt: DeliveredLetter['receipt']): SettlementResponse {
  const extensions = { 'pennypost-admission': { info: receipt } }
  return { success: true, transaction: '', network: '', extensions }
}

type ApiStamp = {
  [name in keyof Stamp]: Stamp[name] extends number ? number : string
}

function stampOf({ sender, relay, token, inboxId, letterHash, ...rest }: ApiStamp): Stamp {
  return {
    ...{ sender: getAddress(sender), relay: getAddress(relay), token: getAddress(token) },
    ...{ inboxId: inboxId as Hex, letterHash: letterHash as Hex, expiresAt: rest.expiresAt },
    ...{ carriage: BigInt(rest.carriage), stake: BigInt(rest.stake) },
  }
}

/** Whether a stamp is the one of that id, and for this letter. */
async function isStampOf(
  context: Context,
  stamp: Stamp,
  { inboxId, letterHash }: { inboxId: Hex; letterHash: Hex },
  stampId: Hex,
): Promise<boolean> {
  const { id: chainId, contracts } = await context.chain()
  const id = stampIdOf({ chainId, postOffice: contracts.PostOffice, stamp })
  return id === stampId && stamp.inboxId === inboxId && stamp.letterHash === letterHash
}

async function moneyOf(context: Context, token: Address, amount: bigint): Promise<Money> {
  return { ...(await readToken(await context.chain(), token)), amount }
}
