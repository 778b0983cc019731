import { getMailing } from '@pennypost/sdk'
import type { MailingFile } from '@pennypost/sdk/mailings'
import { treeOfMailing } from '@pennypost/sdk/mailings'
import { isAddressEqual } from 'viem'
import type { Token } from '../chain/readToken.ts'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import type { Plan } from '../plan.ts'
import { timeText } from '../print/timeText.ts'
import { createBadLines } from './badLines.ts'
import { carriageOf } from './carriageOf.ts'
import { checkInTime } from './checkInTime.ts'
import { checkTerms } from './checkTerms.ts'
import { expiryOf } from './expiryOf.ts'
import { openPlan } from './openPlan.ts'
import { namingFile, readMailingFile } from './readMailingFile.ts'

/**
 * Goes on with a mailing that was written to its file, and perhaps not opened any more.
 *
 * @returns The plan to open it; undefined if it is on the chain already, which was printed then.
 * @throws {CliError} It cannot be opened any more, or by this account.
 */
export async function resumeMailing(context: Context, file: string): Promise<Plan | undefined> {
  const chain = await context.chain()
  const { letters, ...head } = await readMailingFile(file, chain)
  const { mailing, mailingId } = head
  const { status, openedAt } = await getMailing(chain.client, {
    ...{ mailingId, contracts: chain.contracts },
  })
  if (status !== 'none') {
    const document = { mailingId, mailing, file, status, openedAt, transactions: [] }
    context.output.result({ ...document, chain: chain.caip2 }, () => {
      return `Mailing ${mailingId} was opened at ${timeText(openedAt)}, and is ${status}. There is nothing to be done.`
    })
    return undefined
  }
  await namingFile(file, () => treeOfMailing({ ...head, letters }))
  const sender = await context.address()
  if (!isAddressEqual(mailing.sender, sender))
    throw new CliError(
      `The mailing in ${file} is of ${mailing.sender}, and the account is ${sender}.`,
    )
  const token = await readToken(chain, mailing.token)
  const { free, longest } = await checkAgain(context, { ...head, letters }, token, file)
  const beforeSent = () => checkInTime(context, mailing.expiresAt, longest)
  return await openPlan(context, { ...head, token, file, free, beforeSent })
}

/** Prices and terms may have changed since the file was written. @returns As {@link checkTerms}. */
async function checkAgain(
  context: Context,
  { mailing, letters }: MailingFile,
  token: Token,
  file: string,
): Promise<{ free: number; longest: number }> {
  const { sender, relay, expiresAt } = mailing
  const stake = { ...token, amount: mailing.stake }
  const { window } = await expiryOf(context, { at: expiresAt })
  await carriageOf(context, relay, stake, { ...token, amount: mailing.carriage })
  const bad = createBadLines(`the list of ${file}`)
  const asked = await checkTerms(context, letters, { sender, stake, window }, bad, () => {})
  bad.check()
  return asked
}
