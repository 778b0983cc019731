import { getDoor, getGuardian, getPayout, getRecoveryTransfer } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { isAddressEqual } from 'viem'
import type { Context } from '../context.ts'
import { unlessSilent } from '../unlessSilent.ts'
import { registered } from './registered.ts'
import { readTerms, termsJson } from './showTerms.ts'

export type ShownInbox = Awaited<ReturnType<typeof readShownInbox>>

/** All that can be said of an inbox now: what the chain holds, and what only the API lists, null where that is silent. */
export async function readShownInbox(context: Context, inboxId: Hex) {
  const { client, contracts, caip2: chain } = await context.chain()
  const of = { inboxId, contracts }
  const inbox = await registered(context, inboxId)
  const [door, payout, guardian, transfer] = await Promise.all([
    getDoor(client, of),
    getPayout(client, of),
    getGuardian(client, of),
    getRecoveryTransfer(client, of),
  ])
  const answer = await unlessSilent(context, 'Wallets, keys and other tokens', async (options) =>
    (await context.api()).getInbox({ inboxId }, options),
  )
  const tokens = answer?.inbox.terms.map(({ token }) => token as Address) ?? []
  const terms = await readTerms(context, inboxId, tokens)
  const index = answer && {
    wallets: answer.inbox.wallets,
    keys: answer.inbox.keys.filter(({ status }) => status !== 'revoked'),
    accounts: answer.inbox.accounts,
    counts: answer.inbox.counts,
    asOf: answer.asOf,
  }
  return {
    ...{ inboxId, chain, ...inbox },
    ...{ door: door.door, payout, payoutIsRecovery: isAddressEqual(payout, inbox.recovery) },
    guardian: guardian.current ?? null,
    guardianChange:
      guardian.from === undefined ? null : { guardian: guardian.next ?? null, from: guardian.from },
    recoveryTransfer: transfer ?? null,
    terms: terms.map(termsJson),
    index: index ?? null,
  }
}
