import type { Hex } from 'viem'
import { zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { addressed } from '../../../../web/src/pages/mailing/lookUpInboxes.ts'

const wallet: Hex = `0x${'aa'.repeat(20)}`
const other: Hex = `0x${'bb'.repeat(20)}`
const inbox: Hex = `0x${'cc'.repeat(32)}`

describe('addressed', () => {
  it('refuses the same letter to the same inbox, by whatever name, and takes another', () => {
    const letters = [
      { line: 2, recipient: wallet, text: 'Hello' },
      { line: 3, recipient: inbox, text: 'Hello' },
      { line: 4, recipient: inbox, text: 'Hello again' },
    ]
    const found = addressed(
      letters,
      new Map([
        [wallet, inbox],
        [inbox, inbox],
      ]),
    )
    expect(found.letters.map(({ line }) => line)).toEqual([2, 4])
    expect(found.problems).toEqual([
      {
        ...{ line: 3, recipient: inbox },
        reason: 'The same letter goes to the same inbox as in line 2, and would be paid for twice.',
      },
    ])
  })

  it('refuses who has no inbox', () => {
    const letters = [
      { line: 1, recipient: other, text: 'Hello' },
      { line: 2, recipient: inbox, text: 'Hello' },
    ]
    const found = addressed(letters, new Map([[other, zeroHash]]))
    expect(found.problems.map(({ reason }) => reason)).toEqual([
      'This wallet has no inbox on this chain.',
      'This inbox is not registered on this chain.',
    ])
  })
})
