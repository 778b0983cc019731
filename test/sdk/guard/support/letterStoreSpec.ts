import type { Address, Hex } from 'viem'
import { keccak256, toHex, zeroAddress, zeroHash } from 'viem'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EligibleLetter } from '../../../../sdk/src/guard/eligibleLetter.ts'
import type { LetterStore } from '../../../../sdk/src/guard/letterStore.ts'
import type { Unadmitted } from '../../../../sdk/src/guard/unadmitted.ts'
import { postageIdOf } from '../../../../sdk/src/guard/unadmitted.ts'

const hash = (name: string): Hex => keccak256(toHex(name))
const relay = '0x00000000000000000000000000000000000000aa'
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds

/** A letter that was judged, with a receipt that names its postage. */
export function letterFor(name: string, postageId: Hex = zeroHash): EligibleLetter {
  const inboxId = hash('inbox')
  const letterHash = hash(name)
  return {
    ...{ inboxId, letterHash, sender: hash('sender'), bytes: new TextEncoder().encode(name) },
    verdict: {
      eligible: true,
      reason: postageId === zeroHash ? 'consented' : 'paid',
      senderProof: 'verified',
      validForSeconds: 1,
    },
    receipt: {
      admission: { relay, inboxId, letterHash, postageId, receivedAt: 1_795_377_600 },
      signature: '0x12',
      reason: postageId === zeroHash ? 'consented' : 'paid',
    },
  }
}

/** Postage for a letter, as a store is given it. */
export function stampFor(name: string, expiresAt = inSeconds(3_600)): Unadmitted {
  const letter = letterFor(name)
  const stamp = {
    ...{ sender: relay as Address, relay: relay as Address, token: zeroAddress, expiresAt },
    ...{ inboxId: letter.inboxId, letterHash: letter.letterHash },
    ...{ carriage: 2n ** 96n - 1n, stake: 5n },
  }
  return { stampId: hash(`stamp ${name}`), stamp, expiresAt }
}

/** What every store of letters does. */
export function describeLetterStore(open: () => Promise<LetterStore> | LetterStore): void {
  let store: LetterStore

  beforeEach(async () => {
    store = await open()
  })

  const takeIn = async (name: string, unadmitted?: Unadmitted) => {
    const letter = letterFor(name, unadmitted && postageIdOf(unadmitted))
    await store.claim(letter, 'one', 60)
    await store.finish(letter, unadmitted)
    return letter
  }

  describe('a claim', () => {
    it('is one request’s alone, until it is released', async () => {
      const letter = letterFor('a')
      expect(await store.find(letter)).toBeUndefined()
      expect(await store.claim(letter, 'one', 60)).toBe('claimed')
      expect(await store.claim(letter, 'two', 60)).toBe('busy')
      expect(await store.claim(letter, 'one', 60)).toBe('claimed')
      await store.release(letter, 'one')
      expect(await store.claim(letter, 'two', 60)).toBe('claimed')
    })

    it('is not released by another', async () => {
      const letter = letterFor('a')
      await store.claim(letter, 'one', 60)
      await store.release(letter, 'two')
      expect(await store.claim(letter, 'two', 60)).toBe('busy')
    })

    it('ends by itself', async () => {
      const letter = letterFor('a')
      expect(await store.claim(letter, 'one', 0)).toBe('claimed')
      expect(await store.claim(letter, 'two', 60)).toBe('claimed')
    })

    it('is of one inbox and one letter', async () => {
      const letter = letterFor('a')
      await store.claim(letter, 'one', 60)
      expect(await store.claim({ ...letter, inboxId: hash('other') }, 'two', 60)).toBe('claimed')
      expect(await store.claim(letterFor('b'), 'two', 60)).toBe('claimed')
    })

    it('of many at once is given to one', async () => {
      const letter = letterFor('a')
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, n) => store.claim(letter, `${n}`, 60)),
      )
      expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1)
    })
  })

  describe('a letter that is finished', () => {
    it('is found by its receipt, and cannot be claimed', async () => {
      const letter = await takeIn('a')
      expect(await store.find(letter)).toEqual(letter.receipt)
      expect(await store.claim(letter, 'two', 60)).toEqual(letter.receipt)
    })

    it('keeps the receipt of the request that was faster', async () => {
      const letter = letterFor('a')
      await store.claim(letter, 'one', 0)
      await store.claim(letter, 'two', 60)
      const receipt = { ...letter.receipt, payer: relay as Address }
      expect(await store.finish({ ...letter, receipt }, undefined)).toEqual(receipt)
      expect(await store.finish(letter, undefined)).toEqual(receipt)
      expect(await store.find(letter)).toEqual(receipt)
    })
  })

  describe('postage to be admitted', () => {
    it('is listed whole, the one that ends first coming first', async () => {
      const late = stampFor('late', inSeconds(9_000))
      const early = stampFor('early', inSeconds(8_000))
      const mailing = { mailingId: hash('mailing'), expiresAt: inSeconds(8_500) }
      await takeIn('late', late)
      await takeIn('mailed', mailing)
      await takeIn('early', early)
      expect(await store.listUnadmitted(10)).toEqual([early, mailing, late])
      expect(await store.listUnadmitted(1)).toEqual([early])
    })

    it('is listed once, however many letters it pays for', async () => {
      const mailing = { mailingId: hash('mailing'), expiresAt: inSeconds(8_500) }
      await takeIn('a', mailing)
      await takeIn('b', mailing)
      expect(await store.listUnadmitted(10)).toEqual([mailing])
    })

    it('is not listed once settled, also for another letter of a mailing, until it is reopened', async () => {
      const mailing = { mailingId: hash('mailing'), expiresAt: inSeconds(8_500) }
      await takeIn('a', mailing)
      await store.settleUnadmitted([mailing.mailingId, hash('unknown')])
      await takeIn('b', mailing)
      expect(await store.listUnadmitted(10)).toEqual([])
      await store.reopenUnadmitted([mailing.mailingId])
      expect(await store.listUnadmitted(10)).toEqual([mailing])
    })

    it('is not listed while it is postponed', async () => {
      const stamp = stampFor('a')
      await takeIn('a', stamp)
      await store.postponeUnadmitted([postageIdOf(stamp)], 60)
      expect(await store.listUnadmitted(10)).toEqual([])
      await store.postponeUnadmitted([postageIdOf(stamp)], 0)
      expect(await store.listUnadmitted(10)).toEqual([stamp])
    })

    it('is not listed past its end', async () => {
      await takeIn('a', stampFor('a', inSeconds(-1)))
      expect(await store.listUnadmitted(10)).toEqual([])
    })
  })

  describe('a letter whose postage was retracted', () => {
    it('is not found, can be claimed and paid for anew', async () => {
      const letter = await takeIn('a', stampFor('a'))
      await store.retract(letter.receipt.admission.postageId)
      expect(await store.find(letter)).toBeUndefined()
      expect(await store.claim(letter, 'two', 60)).toBe('claimed')
      const again = letterFor('a', hash('another stamp'))
      expect(await store.finish(again, undefined)).toEqual(again.receipt)
      expect(await store.find(letter)).toEqual(again.receipt)
    })

    it('is found again when it was posted again', async () => {
      const letter = await takeIn('a', stampFor('a'))
      await store.retract(letter.receipt.admission.postageId)
      await store.restore(letter.receipt.admission.postageId)
      expect(await store.find(letter)).toEqual(letter.receipt)
    })

    it('leaves others alone', async () => {
      const free = await takeIn('free')
      const other = await takeIn('other', stampFor('other'))
      await store.retract(hash('stamp a'))
      expect(await store.find(free)).toEqual(free.receipt)
      expect(await store.find(other)).toEqual(other.receipt)
    })
  })
}
