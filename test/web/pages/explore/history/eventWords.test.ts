import { abis } from '@pennypost/sdk'
import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { eventWords } from '../../../../../web/src/pages/explore/history/eventWords.ts'

const names = Object.values(abis).flatMap((abi) =>
  abi.flatMap((item) => (item.type === 'event' ? [item.name] : [])),
)
const inboxId = `0x${'12'.repeat(32)}`
const wallet = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'

describe('eventWords', () => {
  it.each([...new Set(names)].filter((name) => name !== 'EIP712DomainChanged'))(
    'has words for %s',
    (name) => {
      const { words } = eventWords({ name, args: {} })
      expect(words).not.toBe(name)
      expect(words).toMatch(/^[A-Z][a-z]/)
    },
  )

  it('tells one it does not know by its name', () => {
    expect(eventWords({ name: 'constructor', args: {} })).toEqual({
      words: 'constructor',
      things: [],
    })
  })

  it('names what it is about, but nobody', () => {
    const args = { inboxId, guardian: zeroAddress }
    expect(eventWords({ name: 'GuardianSet', args })).toEqual({
      words: 'Guardian dismissed',
      things: [{ kind: 'inbox', id: inboxId }],
    })
  })

  it.each([
    [0, 'Consent withdrawn'],
    [1, 'Sender allowed'],
    [2, 'Sender denied'],
  ])('says what consent %s is, of an address or an inbox', (consent, words) => {
    const address = `0x${'0'.repeat(24)}${wallet.slice(2).toLowerCase()}`
    expect(
      eventWords({ name: 'ConsentSet', args: { inboxId, subject: address, consent } }),
    ).toEqual({
      words,
      things: [
        { kind: 'inbox', id: inboxId },
        { kind: 'wallet', id: wallet },
      ],
    })
    const { things } = eventWords({
      name: 'ConsentSet',
      args: { inboxId, subject: inboxId, consent },
    })
    expect(things[1]).toEqual({ kind: 'inbox', id: inboxId })
  })

  it.each([
    [0, 'Door set to free'],
    [1, 'Door set to postage'],
    [2, 'Door set to closed'],
    [3, 'Door set to 3'],
  ])('door %s', (door, words) => {
    expect(eventWords({ name: 'DoorSet', args: { inboxId, door } }).words).toBe(words)
  })
})
