import type { StampStatus } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { confirmStamp } from '../../../web/src/letters/confirmStamp.ts'
import { PaymentUnsureError } from '../../../web/src/letters/letterProblems.ts'
import { chainOfStamps, contracts } from './chainOfStamps.ts'

/*
confirmStamp, once the transaction that the wallet named is mined
├── given the chain has the stamp: it is paid
├── given it has not
│   ├── when the transaction posted it: nobody knows
│   └── when it posted something else: the wallet named another transaction
└── given the chain does not answer: nobody knows
*/

const stampId = `0x${'6'.repeat(64)}` as const
const transactionHash = `0x${'7'.repeat(64)}` as const
const address = `0x${'9'.repeat(40)}` as const
const posted = { address, topics: [`0x${'8'.repeat(64)}`, stampId] as const }

async function confirmed(status: () => StampStatus, logs: readonly object[]): Promise<unknown> {
  const receipt = { transactionHash, logs } as never
  const asked = confirmStamp(chainOfStamps(status), { stampId, receipt, contracts })
  return await asked.catch((error: unknown) => error)
}

describe('confirmStamp', () => {
  it('takes it for paid where the chain has it', async () => {
    expect(await confirmed(() => 'open', [posted])).toBeUndefined()
  })

  it('does not know where it was posted, and is gone', async () => {
    const error = await confirmed(() => 'none', [posted])
    expect(error).toBeInstanceOf(PaymentUnsureError)
    expect((error as PaymentUnsureError).strayHash).toBeUndefined()
  })

  it.each([
    ['nothing', []],
    ['another stamp', [{ ...posted, topics: [posted.topics[0], `0x${'5'.repeat(64)}`] }]],
    ['it elsewhere', [{ ...posted, address: `0x${'1'.repeat(40)}` }]],
  ])('says which transaction the wallet named that posted %s', async (_, logs) => {
    const error = await confirmed(() => 'none', logs)
    expect(error).toBeInstanceOf(PaymentUnsureError)
    expect((error as PaymentUnsureError).strayHash).toBe(transactionHash)
  })

  it('does not know where the chain does not answer', async () => {
    const error = await confirmed(() => {
      throw new Error('silence')
    }, [])
    expect(error).toBeInstanceOf(PaymentUnsureError)
    expect((error as PaymentUnsureError).strayHash).toBeUndefined()
  })
})
