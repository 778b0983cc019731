import {
  ContractRefusalError,
  LetterUnsentError,
  PostageRefusedError,
  TransactionFailedError,
} from '@pennypost/sdk'
import type { Hex } from 'viem'
import {
  concat,
  createClient,
  custom,
  HttpRequestError,
  InsufficientFundsError,
  numberToHex,
} from 'viem'
import { hardhat } from 'viem/chains'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../cli/context.ts'
import type { CliError } from '../../cli/errors/CliError.ts'
import { explainSending } from '../../cli/letters/sendFailure.ts'
import { addresses } from '../../generated/addresses.ts'

/*
explainSending
├── given the payment went out, or may have → the letter is kept, with the line that goes on
├── given it surely did not
│   ├── the stamp is on chain all the same, or nobody knows → the letter is kept
│   └── it is not → the letter is thrown away
└── given it was paid for before → how to go on
*/

const stampId: Hex = `0x${'12'.repeat(32)}`
const lost = new HttpRequestError({ url: 'http://node', status: 502 })

/** A command on a chain that has a stamp in some state; undefined: whose node does not answer. */
function contextOf(status: number | undefined): Context {
  const request = () => {
    if (status === undefined) return Promise.reject(lost)
    return Promise.resolve(concat([numberToHex(status, { size: 32 }), `0x${'00'.repeat(32 * 4)}`]))
  }
  const client = createClient({ chain: hardhat, transport: custom({ request }, { retryCount: 0 }) })
  return {
    chain: () => Promise.resolve({ client, contracts: addresses, nativeSymbol: 'ETH' }),
  } as unknown as Context
}

/** What is told of an error, and whether the draft was kept. */
async function told(
  error: unknown,
  { status, isPaid = false, paid }: { status?: number; isPaid?: boolean; paid?: object } = {},
) {
  let isKept = true
  const draft = {
    ...{ keep: () => {}, stampId: () => stampId, file: () => (paid ? undefined : 'letter-1.json') },
    remove: () => {
      isKept = false
    },
  }
  const letter = { url: 'http://relay', paid } as never
  const again = (file: string) => `pennypost send --paid ${file} --dev 2`
  const circumstances = { letter, draft, isPaid, again }
  const said = await explainSending(contextOf(status), error, circumstances)
  return { isKept, message: (said as CliError).message }
}

const goesOn = 'without paying, with\n  pennypost send --paid letter-1.json --dev 2'

describe('explainSending', () => {
  const paid = { stampId, stamp: {} } as never

  it('keeps a letter whose payment may have gone out', async () => {
    const { isKept, message } = await told(new LetterUnsentError(paid, { cause: lost }))
    expect(isKept).toBe(true)
    expect(message).toContain('may have been paid for, and is kept in letter-1.json')
    expect(message).toContain(goesOn)
  })

  it('keeps one that was paid for and then refused', async () => {
    const refusal = new PostageRefusedError('No.', { error: 'x' } as never, paid)
    const { isKept, message } = await told(refusal, { status: 0, isPaid: true })
    expect(isKept).toBe(true)
    expect(message).toBe(
      `No.\nThe letter was paid for, and is kept in letter-1.json. Send it again, ${goesOn}`,
    )
  })

  it('keeps none where nothing went out', async () => {
    expect(await told(lost, { status: 0 })).toMatchObject({ isKept: false })
    const cause = new InsufficientFundsError()
    const poor = new LetterUnsentError(paid, { cause })
    expect(await told(poor, { status: 0 })).toMatchObject({ isKept: false })
    expect(await told(poor, { status: 1 })).toMatchObject({ isKept: true })
    const sent = { stampId, stamp: {}, hash: stampId } as never
    const late = new LetterUnsentError(sent, { cause })
    expect(await told(late, { status: 0 })).toMatchObject({ isKept: true })
    const receipt = {} as never
    const reverted = new TransactionFailedError(stampId, 'reverted', receipt)
    expect(await told(reverted, { status: 0, isPaid: true })).toMatchObject({ isKept: false })
  })

  it.each([1, 2])('keeps one whose very stamp is on chain, in state %d', async (status) => {
    const args = [0n, stampId, status]
    const used = new ContractRefusalError('PostOffice', { errorName: 'StampIdUsed', args })
    const { isKept, message } = await told(used, { status })
    expect(isKept).toBe(true)
    expect(message).toContain('The letter was paid for, and is kept in')
  })

  it('keeps one where the node cannot say', async () => {
    const { isKept, message } = await told(lost)
    expect(isKept).toBe(true)
    expect(message).toContain('may have been paid for')
  })

  it('says of one that is kept elsewhere to run the same command', async () => {
    const { message } = await told(lost, { paid: { stampId } })
    expect(message).toMatch(/The letter was paid for\. Send it again, .* by the same command\.$/)
  })
})
