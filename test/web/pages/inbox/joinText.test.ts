import type { LinkWalletParameters } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { senderOf } from '../../../../web/src/pages/inbox/consentSubjects.ts'
import { joinText } from '../../../../web/src/pages/inbox/joinText.ts'
import { parseJoin } from '../../../../web/src/pages/inbox/parseJoin.ts'

const inboxId = `0x${'ab'.repeat(32)}` as const
const wallet = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const signed: LinkWalletParameters = { inboxId, wallet, deadline: 100, signature: '0x1234' }

describe('joinText', () => {
  it('is read back until its last second', () => {
    expect(parseJoin(joinText(signed), { inboxId, now: 100 }).signed).toEqual(signed)
    expect(parseJoin(joinText(signed), { inboxId, now: 101 }).fault).toMatch(/time for it is over/)
  })

  it('is refused for another inbox, and if it is something else', () => {
    const now = 1
    expect(parseJoin(joinText(signed), { inboxId: '0x12', now }).fault).toMatch(/another inbox/)
    for (const text of ['', 'hello', '{}', '[]', joinText(signed).slice(1)])
      expect(parseJoin(text, { inboxId, now }).fault).toMatch(/not what the other wallet signed/)
  })

  it('takes nothing that could cost more, such as gas', () => {
    const text = JSON.stringify({ ...signed, maxFeePerGas: 1e12 })
    expect(parseJoin(text, { inboxId, now: 1 }).fault).toMatch(/not what the other wallet signed/)
  })
})

describe('senderOf', () => {
  it('tells an address in 32 bytes from the id of an inbox', () => {
    const word = `0x${'0'.repeat(24)}${wallet.slice(2).toLowerCase()}` as const
    expect(senderOf(word)).toEqual({ kind: 'address', value: wallet })
    expect(senderOf(wallet)).toEqual({ kind: 'address', value: wallet })
    expect(senderOf(inboxId)).toEqual({ kind: 'id', value: inboxId })
  })
})
