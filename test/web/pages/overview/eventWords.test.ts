import { abis } from '@pennypost/sdk'
import type { Abi, AbiEvent } from 'viem'
import { describe, expect, it } from 'vitest'
import { eventWords } from '../../../../web/src/pages/overview/eventWords.ts'

const id = `0x${'ab'.repeat(32)}`
const address = `0x${'cd'.repeat(20)}`
const args = { inboxId: id, stampId: id, mailingId: id, relay: address }

describe('eventWords', () => {
  it('says what happened, and leads there', () => {
    expect(eventWords('StampCollected', args)).toEqual({
      words: 'A stamp was collected',
      href: `/explore/stamps/${id}`,
      subject: 'stamp 0xabab…abab',
    })
    expect(eventWords('RelayRegistered', args)?.href).toBe(`/explore/relays/${address}`)
  })

  it('passes over what it does not tell', () => {
    expect(eventWords('Deposited', args)).toBeUndefined()
    expect(eventWords('toString', args)).toBeUndefined()
    expect(eventWords('StampCollected', {})).toBeUndefined()
  })

  it('tells only of events that there are, with the argument that names what they are about', () => {
    const events = Object.values(abis).flatMap((abi) => eventsOf(abi))
    const told = events.filter(({ name }) => eventWords(name, args))
    expect(told.length).toBeGreaterThanOrEqual(22)
    for (const { name, inputs } of told) {
      const own = Object.fromEntries(inputs.map((input) => [String(input.name), id]))
      expect(eventWords(name, own), name).toBeDefined()
    }
  })
})

function eventsOf(abi: Abi): readonly AbiEvent[] {
  return abi.filter((item) => item.type === 'event')
}
