import type { MailClaim } from '@pennypost/sdk'
import fc from 'fast-check'
import type { Hex } from 'viem'
import { pad } from 'viem'
import { describe, expect, it } from 'vitest'
import { findMail } from '../../../../web/src/pages/received/findMail.ts'

/*
findMail
├── finds any letter of a list in the order of inboxes, in few requests
├── finds it among several to the same inbox
├── finds it in a short list that is in no order
└── gives nothing where the letter is not in it
*/

const word = (number: number): Hex => pad(`0x${number.toString(16)}`)

async function search(inboxes: readonly number[], at: { inbox: number; letter: number }) {
  let asked = 0
  const leafAt = (index: number): Promise<MailClaim> => {
    asked += 1
    const inboxId = word(inboxes[index] ?? 0)
    return Promise.resolve({ index, inboxId, letterHash: word(1_000_000 + index), proof: [] })
  }
  const [inboxId, letterHash] = [word(at.inbox), word(1_000_000 + at.letter)]
  const found = await findMail({ inboxId, letterHash, count: inboxes.length, leafAt })
  return { index: found?.index, asked }
}

describe('findMail', () => {
  it('finds any letter of a list in the order of inboxes, in few requests', async () => {
    const inboxes = Array.from({ length: 100_000 }, (_, index) => 3 * index + 1)
    for (const letter of [0, 1, 49_999, 99_998, 99_999]) {
      const { index, asked } = await search(inboxes, { inbox: inboxes[letter] ?? 0, letter })
      expect(index).toBe(letter)
      expect(asked).toBeLessThanOrEqual(20)
    }
  })

  it('finds it whatever the order of a short list, and among several to one inbox', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        async (inboxes, place) => {
          const letter = place % inboxes.length
          const { index } = await search(inboxes, { inbox: inboxes[letter] ?? 0, letter })
          expect(index).toBe(letter)
        },
      ),
    )
  })

  it('gives nothing where the letter is not in it', async () => {
    expect((await search([1, 2, 3], { inbox: 2, letter: 9 })).index).toBeUndefined()
    const long = Array.from({ length: 5_000 }, (_, index) => index + 1)
    expect(await search(long, { inbox: 7_000, letter: 0 })).toMatchObject({ index: undefined })
  })
})
