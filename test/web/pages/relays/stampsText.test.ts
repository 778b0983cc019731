import { describe, expect, it } from 'vitest'
import { stampsText } from '../../../../web/src/pages/relays/stampsText.ts'

const none = { open: 0, admitted: 0, collected: 0, returned: 0, expired: 0 }

describe('stampsText', () => {
  it('says so where there are none', () => expect(stampsText(none)).toBe('None yet'))

  it('names what there is, after the sum', () => {
    expect(stampsText({ ...none, open: 6, expired: 1 })).toBe('7 stamps: 6 open, 1 expired')
  })
})
