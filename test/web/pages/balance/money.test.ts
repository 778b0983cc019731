import { pad, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { sumByToken } from '../../../../web/src/money/sumByToken.ts'
import type { OwnStamp } from '../../../../web/src/pages/balance/escrowOf.ts'
import { escrowOf } from '../../../../web/src/pages/balance/escrowOf.ts'
import type { Movement } from '../../../../web/src/pages/balance/movementWords.ts'
import { movementWords } from '../../../../web/src/pages/balance/movementWords.ts'
import { parsePayee } from '../../../../web/src/pages/balance/parsePayee.ts'
import { formOf } from '../../../../web/src/pages/balance/useMoneyForm.ts'

/*
sumByToken
└── adds up by token, however its address is written
escrowOf
├── stake and carriage, until the relay has that
└── nothing once it is answered
movementWords
└── has a word and a sign for each kind and cause
parsePayee
└── takes any account but the PostOffice
formOf
└── opens what the url names, if it is an address
*/

const usdx = '0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9'

describe('sumByToken', () => {
  it('adds up by token, however its address is written', () => {
    const lower = usdx.toLowerCase() as typeof usdx
    const amounts = [
      { token: usdx, amount: 1n },
      { token: zeroAddress, amount: 5n },
      { token: lower, amount: 2n },
    ] as const
    expect(sumByToken(amounts)).toEqual([
      { token: usdx, amount: 3n },
      { token: zeroAddress, amount: 5n },
    ])
    expect(sumByToken([])).toEqual([])
  })
})

describe('escrowOf', () => {
  const stamp = (given: Partial<OwnStamp>) =>
    ({ token: usdx, stake: '1500000', carriage: '50000', status: 'open', ...given }) as OwnStamp

  it('stake and carriage, until the relay has that', () => {
    expect(escrowOf(stamp({ carriagePaid: false })).amount).toBe(1_550_000n)
    expect(escrowOf(stamp({ carriagePaid: true, status: 'admitted' })).amount).toBe(1_500_000n)
  })

  it('nothing once it is answered', () => {
    for (const status of ['collected', 'returned', 'expired'] as const)
      expect(escrowOf(stamp({ status })).amount).toBe(0n)
  })
})

describe('movementWords', () => {
  const of = (given: Partial<Movement>) => movementWords(given as Movement)

  it('has a word and a sign for each kind and cause', () => {
    expect(of({ kind: 'deposit' })).toEqual({ word: 'Deposit', side: 'from', sign: 1 })
    expect(of({ kind: 'withdrawal' })).toEqual({ word: 'Withdrawal', side: 'to', sign: -1 })
    expect(of({ kind: 'self' }).sign).toBe(0)
    expect(of({ kind: 'credit', cause: 'stake' })).toEqual({ word: 'Stake collected', sign: 1 })
    expect(of({ kind: 'credit', cause: 'stake', letters: 3 }).word).toBe(
      'Stakes of 3 letters collected',
    )
    expect(of({ kind: 'credit', cause: 'refund' }).word).toBe('Postage back')
    expect(of({ kind: 'credit', cause: 'refund', mailingId: pad('0x1') }).word).toBe(
      'Rest of a mailing back',
    )
    expect(of({ kind: 'credit', cause: 'transfer' })).toMatchObject({ side: 'from', sign: 1 })
    expect(of({ kind: 'debit', cause: 'transfer' })).toMatchObject({ side: 'to', sign: -1 })
    expect(of({ kind: 'debit', cause: 'postage' })).toEqual({ word: 'Postage paid', sign: -1 })
  })
})

describe('parsePayee', () => {
  it('takes any account but the PostOffice', () => {
    const account = pad('0xa', { size: 20 })
    expect(parsePayee(account, usdx).party).toBe(account.replace(/a$/, 'A'))
    expect(parsePayee(usdx.toLowerCase(), usdx).fault).toMatch(/PostOffice itself/)
    expect(parsePayee(zeroAddress, usdx).fault).toBeDefined()
    expect(parsePayee('0x12', usdx).fault).toBeDefined()
  })
})

describe('formOf', () => {
  it('opens what the url names, if it is an address', () => {
    expect(formOf(new URLSearchParams(`withdraw=${usdx.toLowerCase()}`))).toEqual({
      ...{ kind: 'withdraw', token: usdx },
    })
    expect(formOf(new URLSearchParams('deposit=dollars'))).toBeUndefined()
    expect(formOf(new URLSearchParams(''))).toBeUndefined()
  })
})
