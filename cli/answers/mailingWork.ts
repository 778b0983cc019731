import { admitMailing } from '@pennypost/sdk'
import { zeroAddress } from 'viem'
import type { Context } from '../context.ts'
import { actionStep } from '../plan/actionStep.ts'
import type { Credit } from './credits.ts'
import type { Mail } from './mailOfFile.ts'
import { postOfficeEvents } from './settledStamp.ts'
import type { TokenNames } from './tokenNames.ts'
import type { Work } from './work.ts'

/** Admits mailings, each of which earns the carriage of all its letters at once. */
export async function mailingWork(
  context: Context,
  ready: readonly Mail[],
  names: TokenNames,
): Promise<Work> {
  const { contracts } = await context.chain()
  await names.learn(ready.map(({ mailing }) => mailing.token))
  return {
    noun: 'mailing',
    count: ready.length,
    steps: ready.map(({ mailing }) => actionStep('Admit mailing', admitMailing, { mailing })),
    details: ready.map(({ mailingId, mailing: { sender, count } }) => [
      'Mailing',
      `${mailingId} of ${sender}, ${count} letters`,
    ]),
    credits: ready.map(creditOf),
    leftOut: [],
    outcome(receipts) {
      const admitted = new Set<string>()
      for (const { eventName, args } of postOfficeEvents(contracts.PostOffice, receipts)) {
        if (eventName === 'MailingAdmitted') admitted.add(args.mailingId)
      }
      const brought = ready.filter(({ mailingId }) => admitted.has(mailingId))
      return {
        count: brought.length,
        credits: brought.map(creditOf),
        facts: { mailings: brought.map(({ mailingId, mailing }) => ({ mailingId, ...mailing })) },
      }
    },
  }
}

function creditOf({ mailing: { relay, token, carriage, count } }: Mail): Credit {
  const amount = relay === zeroAddress ? 0n : carriage * BigInt(count)
  return { account: relay, token, amount, part: 'carriage' }
}
