import { amountText } from '../../facts/amountText.ts'
import { useToken } from '../../facts/useToken.ts'
import { shortHex } from '../../ui/shortHex.ts'
import type { OnAnswered } from './onAnswered.ts'
import { tellAnswered } from './onAnswered.ts'
import type { Answer, Received } from './Received.ts'
import { useAnswer } from './useAnswer.ts'

/** The two answers to one stake, and which of them is under way or done here. */
export function useRowAnswers(
  received: Received,
  { isPayoutYours, onAnswered }: { isPayoutYours: boolean; onAnswered: OnAnswered },
) {
  const amount = amountText(received.stake, useToken(received.token))
  const items = [received]
  const where = isPayoutYours ? 'your balance' : 'the balance of your inbox’s payout'
  const collect = useAnswer({
    ...{ answer: 'collect', items, onDone: tellAnswered('collected', onAnswered) },
    done: () => `${amount} collected. It is in ${where}.`,
  })
  const giveBack = useAnswer({
    ...{ answer: 'return', items, onDone: tellAnswered('returned', onAnswered) },
    done: () => `${amount} returned to ${shortHex(received.payer)}.`,
  })
  const doing: Answer | undefined = collect.isBusy
    ? 'collect'
    : giveBack.isBusy
      ? 'return'
      : undefined
  const came =
    collect.state === 'done' ? 'collected' : giveBack.state === 'done' ? 'returned' : undefined
  return { collect, giveBack, doing, came } as const
}
