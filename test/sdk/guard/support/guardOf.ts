import type { Hex } from 'viem'
import { zeroAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { GuardOptions } from '../../../../sdk/src/guard/guardOptions.ts'
import { requirePostage } from '../../../../sdk/src/guard/requirePostage.ts'
import type { LetterVerdict, VerifyQuestion } from '../../../../sdk/src/guard/verdictSource.ts'
import { toLetterHeaders } from '../../../../sdk/src/x402/letterHeaders.ts'

export const relay = '0x00000000000000000000000000000000000000aa'
export const inboxId: Hex = `0x${'12'.repeat(32)}`
export const sender: Hex = `0x${'34'.repeat(20)}`
export const letterHeaders = toLetterHeaders({ inboxId, sender })

export const signer = privateKeyToAccount(`0x${'01'.repeat(32)}`)

export const consented: LetterVerdict = {
  eligible: true,
  reason: 'consented',
  senderProof: 'verified',
  validForSeconds: 1,
}

export const mustPay: LetterVerdict = {
  ...{ eligible: false, reason: 'postage_required', senderProof: 'unverified', validForSeconds: 1 },
  quote: [{ token: zeroAddress, stake: '5', carriage: '2', relay, window: 3_600 }],
}

/** A guard whose verdicts a test gives: what lies behind them is the API's own business. */
export function guardOf(
  verdict: unknown | ((question: VerifyQuestion) => unknown),
  options: Partial<GuardOptions> = {},
) {
  const asked: VerifyQuestion[] = []
  const errors: unknown[] = []
  const guard = requirePostage({
    ...{ chainId: 31337, relay, signer, maxWaitSeconds: 0 },
    source: {
      verify(question) {
        asked.push(question)
        return (typeof verdict === 'function' ? verdict(question) : verdict) as LetterVerdict
      },
    },
    onError: (error) => errors.push(error),
    ...options,
  })
  return { guard, asked, errors }
}
