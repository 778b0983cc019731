import { fc } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { toHex, zeroAddress, zeroHash } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Mailing } from '../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../protocol/ids.ts'
import { mailingDepth } from '../../protocol/mailingNodes.ts'
import type { MailingTree } from '../../protocol/mailingTree.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import { mailLeaf } from '../../protocol/mailLeaf.ts'
import { verifyMailProof } from '../../protocol/verifyMailProof.ts'
import type { BareContracts } from '../helpers/bareContracts.ts'
import { BARE_START, createBareContracts } from '../helpers/bareContracts.ts'
import { flipBit } from '../helpers/flipBit.ts'
import type { Revert } from '../helpers/revertOf.ts'
import { revertOf } from '../helpers/revertOf.ts'

const EXPIRES_AT = BARE_START + 30 * 86_400
const CHAIN_ID = 31_337

let contracts: BareContracts
/** Of the wallet that collects. */
let inboxId: Hex

beforeAll(async () => {
  contracts = await createBareContracts()
  await contracts.registry.write.register([0n, zeroAddress, []])
  const wallet = contracts.accounts[0]?.address ?? zeroAddress
  inboxId = await contracts.registry.read.inboxOf([wallet])
})
afterAll(() => contracts?.close())

type Claim = { index: number; inboxId: Hex; letterHash: Hex; proof: Hex[] }
type Letter = { inboxId: Hex; letterHash: Hex }

const word = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes): Hex => toHex(bytes))

/** What may be wrong with a claim, each with a number to choose by. */
const changes = {
  nothing: (claim: Claim) => claim,
  'another index': (claim: Claim, by: number) => ({
    ...claim,
    index: claim.index ^ (1 << (by % 7)),
  }),
  'an index beyond': (claim: Claim, by: number, { count }: Mailing) => ({
    ...claim,
    index: count + (by % 3),
  }),
  'another letter': (claim: Claim, by: number) => ({
    ...claim,
    letterHash: flipBit(claim.letterHash, by),
  }),
  'another inbox': (claim: Claim, by: number) => ({
    ...claim,
    inboxId: flipBit(claim.inboxId, by),
  }),
  'another sibling': (claim: Claim, by: number) => ({
    ...claim,
    proof: claim.proof.map((sibling, i) => {
      return i === by % claim.proof.length ? flipBit(sibling, by) : sibling
    }),
  }),
  'siblings the other way round': (claim: Claim) => ({
    ...claim,
    proof: claim.proof.toReversed(),
  }),
  'a sibling less': (claim: Claim) => ({ ...claim, proof: claim.proof.slice(0, -1) }),
  'a sibling more': (claim: Claim) => ({ ...claim, proof: [...claim.proof, zeroHash] }),
  'the node above for a letter': (claim: Claim) => ({
    ...claim,
    index: claim.index >> 1,
    proof: claim.proof.slice(1),
  }),
}
type Change = keyof typeof changes

const drawn = fc.record({
  letters: fc.array(fc.record({ isOurs: fc.boolean(), inboxId: word, letterHash: word }), {
    minLength: 1,
    maxLength: 40,
  }),
  /** How many letters more than there are the mailing says it has, or less. */
  surplus: fc.constantFrom(0, 0, 0, 1, -1, 30),
  claims: fc.array(
    fc.record({
      index: fc.nat(1_000),
      change: fc.oneof(
        fc.constant<Change>('nothing'),
        fc.constantFrom(...(Object.keys(changes) as Change[])),
      ),
      by: fc.nat(255),
    }),
    { minLength: 4, maxLength: 8 },
  ),
})

describe('PostOffice.collectMail', () => {
  it('takes exactly the proofs that verifyMailProof takes', async () => {
    const taken = { yes: 0, no: 0 }
    await fc.assert(
      fc.asyncProperty(drawn, async ({ letters, surplus, claims }) => {
        const { office, undone } = contracts
        const whole = letters.map(({ isOurs, ...letter }) => {
          return isOurs ? { ...letter, inboxId } : letter
        })
        const tree = await mailingTree(whole)
        const mailing = mailingOf(tree, Math.max(1, tree.count + surplus))
        await undone(async () => {
          await office.write.openMailing([mailing, ''], { value: BigInt(mailing.count) })
          const mailingId = mailingIdOf({
            chainId: CHAIN_ID,
            postOffice: office.address,
            mailing,
          })
          expect((await office.read.mailing([mailingId]))[0]).toBe(1)
          for (const { index, change, by } of claims) {
            const claim = changes[change](claimOf(tree, whole, index), by, mailing)
            const isProven = verifyMailProof({ root: mailing.root, count: mailing.count, ...claim })
            const refusal = await revertOf(office.simulate.collectMail([mailing, [claim]]))
            const expected = expectedRefusal(mailing, mailingId, claim, isProven)
            expect(refusal, change).toEqual(expected)
            taken[isProven ? 'yes' : 'no'] += 1
          }
        })
      }),
      { numRuns: process.env.RUN_DEEP === '1' ? 1_000 : 60 },
    )
    // So that neither verdict was a rare one.
    expect(taken.yes).toBeGreaterThan(30)
    expect(taken.no).toBeGreaterThan(30)
  })

  it('takes the leaf itself as the root of one letter', async () => {
    const letter = { inboxId, letterHash: zeroHash }
    const root = mailLeaf(0, letter.inboxId, letter.letterHash)
    const mailing = mailingOf({ root }, 1)
    const { office, undone } = contracts
    await undone(async () => {
      await office.write.openMailing([mailing, ''], { value: 1n })
      await office.write.collectMail([mailing, [{ index: 0, ...letter, proof: [] }]])
      const mailingId = await office.read.mailingId([mailing])
      expect(await office.read.isMailCollected([mailingId, 0])).toBe(true)
    })
  })
})

function mailingOf({ root }: Pick<MailingTree, 'root'>, count: number): Mailing {
  return {
    sender: contracts.accounts[0]?.address ?? zeroAddress,
    relay: zeroAddress,
    token: zeroAddress,
    root,
    carriage: 0n,
    stake: 1n,
    count,
    expiresAt: EXPIRES_AT,
  }
}

function claimOf(tree: MailingTree, letters: Letter[], number: number): Claim {
  const index = number % tree.count
  const letter = letters[index]
  if (!letter) throw new RangeError(`There is no letter ${index}.`)
  return { index, ...letter, proof: tree.proof(index) }
}

/** As the interface has it, but for the proof itself, of which verifyMailProof has judged. */
function expectedRefusal(
  mailing: Mailing,
  mailingId: Hex,
  claim: Claim,
  isProven: boolean,
): Revert | undefined {
  const { index, proof } = claim
  const depth = mailingDepth(mailing.count)
  if (isProven) {
    const wallet = mailing.sender.toLowerCase()
    return claim.inboxId === inboxId
      ? undefined
      : {
          error: 'NotMailRecipient',
          args: [mailingId, index, expect.toSatisfy((account) => account.toLowerCase() === wallet)],
        }
  }
  if (index >= mailing.count) {
    return { error: 'MailIndexOutOfRange', args: [mailingId, index, mailing.count] }
  }
  if (proof.length !== depth) {
    const lengths = [BigInt(proof.length), BigInt(depth)]
    return { error: 'MailProofLengthMismatch', args: [mailingId, index, ...lengths] }
  }
  return { error: 'MailProofInvalid', args: [mailingId, index] }
}
