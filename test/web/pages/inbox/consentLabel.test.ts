import { subjectOf } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { consentLabel } from '../../../../web/src/pages/inbox/consentLabel.ts'

const wallet = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const subject = subjectOf(wallet)
const inbox = `0x${'ab'.repeat(32)}` as const

describe('consentLabel', () => {
  it('names the word and the sender where it is one', () => {
    expect(consentLabel([{ subject, consent: 'allowed' }])).toBe('Allow 0x7099…79C8')
    expect(consentLabel([{ subject: inbox, consent: 'denied' }])).toBe('Deny 0xabab…abab')
    expect(consentLabel([{ subject, consent: 'none' }])).toBe('Treat 0x7099…79C8 as a stranger')
  })

  it('counts them where they are several', () => {
    const consents = [
      { subject, consent: 'allowed' },
      { subject: inbox, consent: 'denied' },
    ] as const
    expect(consentLabel(consents)).toBe('Set these 2 words')
  })
})
