import { getDoor, getTerms } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { moneyJson, moneyText } from '../print/moneyText.ts'
import { table } from '../print/tables.ts'
import { durationText, timeText } from '../print/timeText.ts'
import { unlessSilent } from '../unlessSilent.ts'
import { registered } from './registered.ts'

/** Terms of an inbox in one token, as the chain has them. */
export type ShownTerms = Awaited<ReturnType<typeof readTerms>>[number]

/**
 * What an inbox asks in the native token and in the tokens that the API knows of, of each as the chain has it now.
 *
 * @param tokens - That are asked about besides.
 */
export async function readTerms(context: Context, inboxId: Hex, tokens: readonly Address[]) {
  const chain = await context.chain()
  const { client, contracts } = chain
  const asked = [...new Set([zeroAddress, ...tokens])]
  const all = asked.map(async (token) => {
    const { stake, window, relayMayCollect, setAt } = await getTerms(client, {
      ...{ inboxId, token, contracts },
    })
    if (stake === 0n) return []
    const known = await readToken(chain, token)
    return [{ ...known, amount: stake, window, relayMayCollect, setAt }]
  })
  return (await Promise.all(all)).flat()
}

/** Prints what an inbox asks of strangers. */
export async function showTerms(context: Context, inboxId: Hex): Promise<void> {
  const { output } = context
  await registered(context, inboxId)
  const { client, contracts, caip2: chain } = await context.chain()
  const { door } = await getDoor(client, { inboxId, contracts })
  const index = await unlessSilent(context, 'Terms in other tokens', async (options) =>
    (await context.api()).getInbox({ inboxId }, options),
  )
  const tokens = index?.inbox.terms.map(({ token }) => token as Address) ?? []
  const terms = await readTerms(context, inboxId, tokens)
  const document = {
    inboxId,
    chain,
    door,
    terms: terms.map(termsJson),
    isWhole: index !== undefined,
  }
  output.result(document, () =>
    terms.length === 0
      ? `Inbox ${inboxId} accepts no token; its door is ${door}.`
      : termsTable(context, terms),
  )
}

export function termsTable({ output }: Context, terms: readonly ShownTerms[]): string {
  const rows = terms.map((one) => [
    moneyText(one),
    durationText(one.window),
    one.relayMayCollect ? 'yes' : 'no',
    timeText(one.setAt),
  ])
  return table(output.style, ['Stake', 'Time to answer', 'Relay may collect', 'Since'], rows)
}

export function termsJson({ window, relayMayCollect, setAt, ...money }: ShownTerms) {
  const { amount: stake, ...token } = moneyJson(money)
  return { ...token, stake, window, relayMayCollect, setAt }
}
