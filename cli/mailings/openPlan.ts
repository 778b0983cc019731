import { getLedgerBalance, openMailing } from '@pennypost/sdk'
import type { MailingHead } from '@pennypost/sdk/mailings'
import { formatUnits, zeroAddress } from 'viem'
import { getBalance } from 'viem/actions'
import type { Money } from '../amounts.ts'
import type { Token } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { actionStep } from '../plan/actionStep.ts'
import { fundStep } from '../plan/fundStep.ts'
import type { Step } from '../plan/step.ts'
import type { Plan } from '../plan.ts'
import { moneyText } from '../print/moneyText.ts'
import { printable } from '../print/printable.ts'
import { timeText } from '../print/timeText.ts'

export type OpenPlanParameters = MailingHead & {
  token: Token
  /** Where the mailing is kept. */
  file: string
  /** Files that were sealed, as the list may name any in its folder; none where letters were sealed before. */
  sealed?: readonly string[] | undefined
  /** Letters to inboxes that ask nothing of the sender. */
  free: number
  /** Called when the contract has nothing against the mailing, right before it is sent. What it throws ends it all. */
  beforeSent: () => Promise<void>
}

/**
 * What opening a mailing takes: native postage is paid from the account's balance in the PostOffice first, and the rest sent along; of
 * other tokens the rest is deposited before.
 *
 * @throws {CliError} The account has too little.
 */
export async function openPlan(context: Context, parameters: OpenPlanParameters): Promise<Plan> {
  const { chain, postOffice, mailingId, mailing, uri, token, file, free, sealed = [] } = parameters
  const { count } = mailing
  const each = mailing.stake + mailing.carriage
  const money = (amount: bigint): Money => ({ ...token, amount })
  const total = money(BigInt(count) * each)
  const { steps, fromBalance } = await stepsOf(context, parameters, total)
  const relay = mailing.relay === zeroAddress ? 'any, unpaid' : mailing.relay
  return {
    title: `Open a mailing of ${count.toLocaleString('en')} ${count === 1 ? 'letter' : 'letters'}`,
    details: [
      ['Mailing', mailingId],
      ['Relay', relay],
      ['For each letter', priceText(money, mailing)],
      ['In all', moneyText(total)],
      [
        'Of that',
        fromBalance > 0n
          ? `${moneyText(money(fromBalance))} from the balance in the PostOffice`
          : undefined,
      ],
      ['Expires', timeText(mailing.expiresAt)],
      [
        'Would pass free',
        free > 0
          ? `${free.toLocaleString('en')} of the letters: their inboxes ask nothing of you`
          : undefined,
      ],
      ['Files mailed', sealed.length > 0 ? filesText(sealed) : undefined],
      ['Kept in', file],
    ],
    asks: true,
    steps,
    facts: {
      ...{ mailingId, mailing, uri, postOffice, file, files: sealed },
      postage: { token: token.token, each, total: total.amount, fromBalance },
      ...{ passFree: free, chain },
    },
  }
}

/** Each in a line, and so many at most. */
const mostTold = 30

function filesText(files: readonly string[]): string {
  const told = files.slice(0, mostTold).map((file) => printable(file))
  const more = files.length - told.length
  return [...told, ...(more > 0 ? [`… and ${more.toLocaleString('en')} more`] : [])].join('\n')
}

function priceText(
  money: (amount: bigint) => Money,
  { stake, carriage }: { stake: bigint; carriage: bigint },
): string {
  const { decimals } = money(0n)
  const parts = `${formatUnits(stake, decimals)} stake, ${formatUnits(carriage, decimals)} carriage`
  return `${moneyText(money(stake + carriage))} (${parts})`
}

async function stepsOf(
  context: Context,
  { mailing, uri, beforeSent }: OpenPlanParameters,
  total: Money,
): Promise<{ steps: readonly Step[]; fromBalance: bigint }> {
  const { client, contracts } = await context.chain()
  const { sender: owner, token } = mailing
  const balance = await getLedgerBalance(client, { owner, token, contracts })
  const rest = total.amount > balance ? total.amount - balance : 0n
  const fromBalance = total.amount - rest
  const isNative = token === zeroAddress
  if (isNative && (await getBalance(client, { address: owner })) < rest)
    throw new CliError(
      `The mailing takes ${moneyText({ ...total, amount: rest })}, and ${owner} has less in its wallet.`,
      { exitCode: exitCodes.refused },
    )
  const paying = { maxPostage: total.amount, ...(isNative && { fromBalance }) }
  const opening = guarded({ mailing, uri, ...paying }, beforeSent)
  if (isNative || rest === 0n) return { steps: [opening], fromBalance }
  return { steps: [fundStep({ token, amount: rest, to: owner }), opening], fromBalance }
}

/** The opening, with something to be done between the last check and its being sent. */
function guarded(
  parameters: Parameters<typeof openMailing>[1],
  beforeSent: () => Promise<void>,
): Step {
  const step = actionStep('Open the mailing', openMailing, parameters)
  return {
    ...step,
    async run(stage) {
      const { signer, contracts } = stage
      await openMailing.simulate(signer, { ...parameters, contracts })
      await beforeSent()
      return await step.run(stage)
    },
  }
}
