import type { ApiAnswer, Reason } from '@pennypost/sdk'
import { reasons } from '@pennypost/sdk'
import type { Address } from 'viem'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { moneyText } from '../print/moneyText.ts'
import { printable } from '../print/printable.ts'
import type { Cell } from '../print/tables.ts'
import { fields } from '../print/tables.ts'
import { durationText, timeText } from '../print/timeText.ts'

export type Verdict = ApiAnswer<'verify'>

/** A verdict for people: whether the letter is carried, why, and of which block that is true. */
export async function verdictText(context: Context, verdict: Verdict): Promise<string> {
  const { style } = context.output
  const { eligible, reason, asOf, senderProof, consent, postage, retryAfterSeconds } = verdict
  const answer = eligible ? style.green('Yes, it is carried') : style.red('No, it is not carried')
  const rows: (readonly [string, Cell])[] = [
    ['True of block', `${asOf.blockNumber}, ${timeText(asOf.blockTimestamp)}`],
    ['Sender', senderText(senderProof, consent)],
    ...(postage ? await postageRows(context, postage) : []),
    ...(await quoteRows(context, verdict)),
    ['Ask again after', retryAfterSeconds && durationText(retryAfterSeconds)],
  ]
  return `${style.bold(answer)}: ${printable(reason)}. ${meaningOf(reason)}\n${fields(style, rows)}`
}

/** What a reason means; of one that this version does not know, that alone. */
export function meaningOf(reason: string): string {
  return Object.hasOwn(reasons, reason)
    ? reasons[reason as Reason]
    : `${printable(reason)} is a reason that this version does not know.`
}

function senderText(proof: Verdict['senderProof'], consent: Verdict['consent']): string {
  const proven = proof === 'verified' ? 'proven' : 'claimed, not proven, so consent does not count'
  return consent === undefined ? proven : `${proven}; the inbox’s word on it is ${consent}`
}

async function postageRows(
  context: Context,
  postage: NonNullable<Verdict['postage']>,
): Promise<(readonly [string, Cell])[]> {
  const { stampId, mailingId, index, sender, token, carriage, stake, expiresAt, status } = postage
  const known = await readToken(await context.chain(), token as Address)
  const shares = [
    `${moneyText({ ...known, amount: BigInt(carriage) })} carriage`,
    `${moneyText({ ...known, amount: BigInt(stake) })} stake`,
  ]
  return [
    ['Postage', stampId ? `stamp ${stampId}` : `letter ${index} of mailing ${mailingId}`],
    [
      '',
      `${printable(status)}, ${shares.join(', ')}, paid by ${sender}, ends ${timeText(expiresAt)}`,
    ],
  ]
}

async function quoteRows(
  context: Context,
  { quote = [] }: Verdict,
): Promise<(readonly [string, Cell])[]> {
  const chain = await context.chain()
  const rows = quote.map(async ({ token, carriage, stake, window }) => {
    const known = await readToken(chain, token as Address)
    const money = (amount: bigint) => moneyText({ ...known, amount })
    const total = money(BigInt(carriage) + BigInt(stake))
    const shares = `${money(BigInt(carriage))} carriage, ${money(BigInt(stake))} stake`
    return ['Would pay for it', `${total}: ${shares}; ${durationText(window)} to answer`] as const
  })
  return await Promise.all(rows)
}
