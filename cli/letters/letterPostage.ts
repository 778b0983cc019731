import type { Stamp, StampStatus } from '@pennypost/sdk'
import { getMailing, getStampStatus, stampIdOf } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { getAddress } from 'viem'
import type { Money } from '../amounts.ts'
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
}

/**
 * The postage that a relay names for a letter. What the stamp pays is told by the API and held against its id; what became of it is asked of
 * the chain.
 *
 * @returns Undefined: it cannot be told now, or there is none that is for this letter.
 */
export async function letterPostage(
  context: Context,
  letter: { inboxId: Hex; letterHash: Hex },
  postageId: Hex,
): Promise<LetterPostage | undefined> {
  const { client, contracts } = await context.chain()
  const { status } = await getStampStatus(client, { stampId: postageId, contracts })
  if (status === 'none') return await mailingPostage(context, postageId)
  const answer = await unlessSilent(context, 'The stake of a letter', async (options) =>
    (await context.api()).getStamp({ stampId: postageId }, options),
  )
  if (!answer || answer.stamp.status === 'voided') return undefined
  const stamp = stampOf(answer.stamp)
  if (!(await isStampOf(context, stamp, letter, postageId))) return undefined
  const { sender: payer, expiresAt } = stamp
  const stake = await moneyOf(context, stamp.token, stamp.stake)
  return { kind: 'stamp', postageId, status, payer, stake, expiresAt }
}

async function mailingPostage(
  context: Context,
  mailingId: Hex,
): Promise<LetterPostage | undefined> {
  const { client, contracts } = await context.chain()
  const { status } = await getMailing(client, { mailingId, contracts })
  if (status === 'none') return undefined
  const answer = await unlessSilent(context, 'The stake of a letter', async (options) =>
    (await context.api()).getMailing({ mailingId }, options),
  )
  if (!answer) return undefined
  const { sender, token, stake, expiresAt } = answer.mailing
  const money = await moneyOf(context, token as Address, BigInt(stake))
  const payer = sender as Address
  return { kind: 'mailing', postageId: mailingId, status, payer, stake: money, expiresAt }
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
