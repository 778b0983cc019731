import { getCarriage } from '@pennypost/sdk'
import { erc20Abi, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { amountText } from '../../facts/amountText.ts'
import { chainNow } from './chainNow.ts'
import { judgeLetters, untilMined } from './judgeLetters.ts'
import type { MailingContext } from './MailingContext.ts'
import type { KeptMailing } from './mailingStore.ts'
import { lettersOf } from './mailingStore.ts'
import { readTerms } from './readTerms.ts'

/**
 * Sees that a mailing can still be opened, and that its letters would be carried: prices and terms may have changed since it was sealed.
 *
 * @throws {Error} It cannot, with a sentence that says why.
 */
export async function checkBeforePaying(context: MailingContext, kept: KeptMailing): Promise<void> {
  const { client, chain } = context
  const { mailing, token } = kept
  const { sender, relay, stake, carriage, expiresAt, token: address } = mailing
  if (!isAddressEqual(relay, zeroAddress)) {
    const price = await getCarriage(client, { relay, token: address, contracts: chain.contracts })
    if (!price || price.amount > carriage)
      throw new Error(
        price
          ? `The relay asks ${amountText(price.amount, token)} for each letter by now, and the mailing has ${amountText(carriage, token)}. Throw it away, and make it anew.`
          : `The relay does not carry for ${token.symbol} any more. Throw the mailing away, and make it anew.`,
      )
  }
  const letters = await lettersOf(kept)
  const inboxIds = [...new Set(letters.map(({ inboxId }) => inboxId))]
  const onProgress = () => {}
  const terms = await readTerms(context, inboxIds, { sender, token: address, onProgress })
  const lasts = expiresAt - (await chainNow(context)) + untilMined
  const judged = judgeLetters(
    letters.map((letter) => ({ ...letter, text: '' })),
    terms,
    { token, stake, lasts },
  )
  const [first] = judged.problems
  if (!first) return
  const others = judged.problems.length - 1
  throw new Error(
    `Line ${first.line} cannot be mailed any more. ${first.reason}${others > 0 ? ` So it is with ${others} more.` : ''} Nothing was paid: throw the mailing away, and make it anew.`,
  )
}

/** @throws {Error} The wallet has too little of a token. Of native money the act sees to that itself. */
export async function checkTokenMoney(
  { client }: Pick<MailingContext, 'client'>,
  { mailing, token }: KeptMailing,
  rest: bigint,
): Promise<void> {
  const { sender, token: address } = mailing
  const question = { address, abi: erc20Abi, functionName: 'balanceOf', args: [sender] } as const
  const balance = await readContract(client, question)
  if (balance >= rest) return
  throw new Error(
    `It takes ${amountText(rest, token)} from your wallet, which has ${amountText(balance, token)}. Nothing was paid.`,
  )
}
