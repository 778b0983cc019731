import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { authorityOf } from '../../../../web/src/pages/inbox/authority.ts'
import { recoveryPhase } from '../../../../web/src/pages/inbox/recoveryPhase.ts'
import { partiesText, refusalFor } from '../../../../web/src/pages/inbox/refusalFor.ts'

const nobody = { isWallet: false, isRecovery: false, isGuardian: false, isNextRecovery: false }
const [wallet, recovery, former, guardian, next, stranger] = [1, 2, 3, 4, 5, 6].map(
  (n): Address => `0x${String(n).repeat(40)}`,
) as [Address, Address, Address, Address, Address, Address]

const inbox = {
  wallets: [{ wallet, sinceBlock: '1', sinceTime: 1 }],
  recovery,
  guardian: { current: former, next: guardian, from: 1_000 },
  recoveryTransfer: {
    ...{ to: next, startedBy: recovery, startedBlock: '1', startedAt: 1 },
    ...{ acceptableFrom: 2, acceptableUntil: 3 },
  },
}

describe('authorityOf', () => {
  it('says what each is', () => {
    expect(authorityOf(inbox, wallet, false)).toEqual({ ...nobody, isWallet: true })
    expect(authorityOf(inbox, recovery, false)).toEqual({ ...nobody, isRecovery: true })
    expect(authorityOf(inbox, next, false)).toEqual({ ...nobody, isNextRecovery: true })
    expect(authorityOf(inbox, stranger, false)).toEqual(nobody)
  })

  it('has the guardian of now, or the next one once it is in office', () => {
    expect(authorityOf(inbox, former, false).isGuardian).toBe(true)
    expect(authorityOf(inbox, guardian, false).isGuardian).toBe(false)
    expect(authorityOf(inbox, former, true).isGuardian).toBe(false)
    expect(authorityOf(inbox, guardian, true).isGuardian).toBe(true)
  })
})

describe('refusalFor', () => {
  it('lets do what may be done', () => {
    expect(refusalFor('setPrice', { ...nobody, isWallet: true })).toBeUndefined()
    expect(refusalFor('revokeKeys', { ...nobody, isRecovery: true })).toBeUndefined()
    expect(refusalFor('startTransfer', { ...nobody, isGuardian: true })).toBeUndefined()
    expect(refusalFor('acceptTransfer', { ...nobody, isNextRecovery: true })).toBeUndefined()
  })

  it('says who else may', () => {
    const isWallet = { ...nobody, isWallet: true }
    expect(refusalFor('setPayout', isWallet)).toBe('Only the recovery may do this.')
    expect(refusalFor('startTransfer', isWallet)).toBe(
      'Only the recovery or the guardian may do this.',
    )
    expect(partiesText('cancelTransfer')).toBe(
      'the recovery, the guardian or a wallet of the inbox',
    )
  })
})

describe('recoveryPhase', () => {
  it('is to the second', () => {
    const transfer = { acceptableFrom: 100, acceptableUntil: 200 }
    expect([99, 100, 199, 200].map((now) => recoveryPhase(transfer, now))).toEqual([
      ...['waiting', 'acceptable', 'acceptable', 'over'],
    ])
  })
})
