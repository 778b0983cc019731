import { describe, expect, it } from 'vitest'
import { contractsDiffer } from '../../../../web/src/pages/status/contractsDiffer.ts'

const of = (address: `0x${string}`) => ({ address, block: '1', transaction: '0x' as const })
const site = { InboxRegistry: '0xAa', RelayRegistry: '0xbB', PostOffice: '0xcc' } as const
const told = { InboxRegistry: of('0xaa'), RelayRegistry: of('0xbb'), PostOffice: of('0xcc') }

describe('contractsDiffer', () => {
  it('minds no capitals', () => {
    expect(contractsDiffer(site, told)).toEqual([])
  })

  it('names what lies elsewhere', () => {
    expect(contractsDiffer(site, { ...told, PostOffice: of('0xdd') })).toEqual(['PostOffice'])
  })
})
