import type { MailClaim } from '@pennypost/sdk'
import { ChunkRefusalError, collectAllMail, collectMail } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { formatEther } from 'viem'
import type { Context } from '../context.ts'
import type { Step } from '../plan/step.ts'
import { isLoss } from './checkWorth.ts'
import { flowStep } from './flowStep.ts'
import { lotsOf } from './lotsOf.ts'
import { mailLotSize } from './mailGas.ts'
import type { Mail } from './mailOfFile.ts'
import type { PassedOver } from './passedOver.ts'
import { payoutsOf, postOfficeEvents } from './settledStamp.ts'
import { counted } from './stampAct.ts'
import { timeLeftText } from './timeLeftText.ts'
import type { TokenNames } from './tokenNames.ts'
import type { Row, Work } from './work.ts'

export type MailWorkOptions = {
  names: TokenNames
  now: number
  /** What the gas for the letters of each mailing costs, in wei, as far as it is known. */
  gasCosts?: ReadonlyMap<Hex, bigint> | undefined
}

/** Collects letters of mailings, those left out that somebody collects meanwhile. */
export async function mailWork(
  context: Context,
  ready: readonly Mail[],
  options: MailWorkOptions,
): Promise<Work> {
  const leftOut: PassedOver[] = []
  const steps = ready.flatMap((mail) => stepsOf(mail, leftOut))
  return { ...(await mailWorkOf(context, ready, options)), steps, leftOut }
}

function stepsOf({ mailingId, mailing, claims: all }: Mail, leftOut: PassedOver[]): Step[] {
  return lotsOf(all, mailLotSize).map(({ lot, place }) =>
    flowStep<MailClaim>({
      label: `Collect letters${place}`,
      items: lot,
      send: (signer, claims, options) => collectAllMail(signer, { mailing, claims, ...options }),
      preview: ({ client, account, contracts }) => ({
        call: collectMail.call(contracts, { mailing, claims: lot }),
        estimateGas: () =>
          collectMail.estimateGas(client, { mailing, claims: lot, account, contracts }),
      }),
      isAbout: (error, { index }) =>
        error instanceof ChunkRefusalError &&
        error.errorName === 'MailAlreadyCollected' &&
        error.args[1] === index,
      onLeftOut: ({ index }) =>
        leftOut.push({ mailingId, index, reason: 'already', text: 'it was collected just now' }),
    }),
  )
}

/** All but how it is done. */
export async function mailWorkOf(
  context: Context,
  ready: readonly Mail[],
  { names, now, gasCosts }: MailWorkOptions,
): Promise<Omit<Work, 'steps' | 'leftOut'>> {
  const { contracts, nativeSymbol = 'native' } = await context.chain()
  await names.learn(ready.map(({ mailing }) => mailing.token))
  const letters = ready.flatMap((mail) => mail.claims.map((claim) => ({ mail, claim })))
  const payouts = await payoutsOf(
    context,
    letters.map(({ claim }) => claim.inboxId),
  )
  const creditOf = ({ mailing: { token, stake } }: Mail, account: Address) =>
    ({ account, token, amount: stake, part: 'stake' }) as const
  return {
    noun: 'letter',
    count: letters.length,
    details: ready.flatMap((mail) => {
      const cost = gasCosts?.get(mail.mailingId)
      const row = detailOf(mail, names, now)
      return cost === undefined ? [row] : [row, gasRow(mail, cost, nativeSymbol)]
    }),
    credits: letters.map(({ mail, claim }) =>
      creditOf(mail, payouts.get(claim.inboxId) as Address),
    ),
    outcome(receipts) {
      const collected = collectedOf(contracts.PostOffice, receipts)
      const brought = letters.flatMap(({ mail, claim }) => {
        const stakeTo = collected.get(`${mail.mailingId} ${claim.index}`)
        return stakeTo ? [{ mail, claim, stakeTo }] : []
      })
      return {
        count: brought.length,
        credits: brought.map(({ mail, stakeTo }) => creditOf(mail, stakeTo)),
        facts: { letters: brought.map(letterJson) },
      }
    },
  }
}

function detailOf({ mailingId, mailing, claims }: Mail, names: TokenNames, now: number): Row {
  const { token, stake, sender, expiresAt } = mailing
  const indexes = claims.map(({ index }) => index)
  const which =
    indexes.length > 20
      ? counted(indexes.length, 'letter')
      : `letter${indexes.length === 1 ? '' : 's'} ${indexes.join(', ')}`
  return [
    'Mailing',
    [
      `${mailingId} of ${sender}`,
      `${which}: ${names.moneyOf(token, stake)} each, ${timeLeftText(expiresAt - now)} left`,
    ].join('\n'),
  ]
}

function gasRow(mail: Mail, cost: bigint, nativeSymbol: string): Row {
  const loss = isLoss(mail, cost) ? ', more than the stakes of these letters' : ''
  return ['Gas for them', `about ${formatEther(cost)} ${nativeSymbol}${loss}`]
}

/** The payouts of letters that were collected, by mailing and index. */
function collectedOf(
  postOffice: Address,
  receipts: Parameters<typeof postOfficeEvents>[1],
): ReadonlyMap<string, Address> {
  const payouts = new Map<string, Address>()
  for (const { eventName, args } of postOfficeEvents(postOffice, receipts)) {
    if (eventName === 'MailCollected') payouts.set(`${args.mailingId} ${args.index}`, args.payout)
  }
  return payouts
}

function letterJson({
  mail: { mailingId, mailing },
  claim: { index, inboxId, letterHash },
  stakeTo,
}: {
  mail: Mail
  claim: MailClaim
  stakeTo: Address
}) {
  const { sender, token, stake } = mailing
  return { mailingId, index, inboxId, letterHash, sender, token, stake, stakeTo }
}
