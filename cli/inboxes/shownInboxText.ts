import type { Context } from '../context.ts'
import { moneyText } from '../print/moneyText.ts'
import { printable } from '../print/printable.ts'
import { fields, table } from '../print/tables.ts'
import { durationText, timeText } from '../print/timeText.ts'
import { doorText } from './doorText.ts'
import { guardianText } from './guardianText.ts'
import { keysTable } from './keysTable.ts'
import type { ShownInbox } from './shownInbox.ts'
import { transferText } from './transferText.ts'

/** An inbox for people. */
export function shownInboxText({ output }: Context, inbox: ShownInbox, chainName: string): string {
  const { style } = output
  const { guardian, guardianChange, index, terms } = inbox
  const section = (title: string, text: string) => `\n${style.bold(title)}\n${text}`
  const parts = [
    style.bold(`Inbox ${inbox.inboxId}`),
    fields(style, [
      ['Chain', chainName],
      ['Registered', timeText(inbox.registeredAt)],
      ['Recovery', inbox.recovery],
      [
        'Guardian',
        guardianText({
          current: guardian ?? undefined,
          next: guardianChange?.guardian ?? undefined,
          from: guardianChange?.from,
        }),
      ],
      ['Being handed over', transferText(inbox.recoveryTransfer ?? undefined)],
      ['Door', `${inbox.door}: ${doorText(inbox.door)}`],
      ['Payout', inbox.payoutIsRecovery ? `${inbox.payout} (the recovery)` : inbox.payout],
      ['Wallets', inbox.walletCount],
      ['Keys', `${inbox.keyCount} not revoked`],
    ]),
  ]
  if (terms.length > 0) parts.push(section('Terms for strangers', termsText(inbox, style)))
  if (!index) return parts.join('\n')
  const wallets = index.wallets.map(({ wallet, sinceTime }) => [wallet, timeText(sinceTime)])
  parts.push(section('Wallets', table(style, ['Address', 'Since'], wallets)))
  if (index.keys.length > 0) parts.push(section('Keys', keysTable(style, index.keys)))
  const accounts = index.accounts.map(({ account, proof }) => [printable(account), proof])
  if (accounts.length > 0)
    parts.push(section('Accounts elsewhere', table(style, ['Account', 'Proof'], accounts)))
  const { stamps } = index.counts
  const counted = Object.entries(stamps).filter(([, count]) => count > 0)
  if (counted.length > 0) parts.push(section('Stamps', fields(style, counted)))
  return parts.join('\n')
}

function termsText({ terms }: ShownInbox, style: Context['output']['style']): string {
  const rows = terms.map(({ stake: amount, window, relayMayCollect, ...token }) => [
    moneyText({ ...token, amount }),
    durationText(window),
    relayMayCollect ? 'yes' : 'no',
  ])
  return table(style, ['Stake', 'Time to answer', 'Relay may collect'], rows)
}
