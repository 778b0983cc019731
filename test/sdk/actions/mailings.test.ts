import type { Hex } from 'viem'
import { keccak256, numberToHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import { admitMailing } from '../../../sdk/src/actions/admitMailing.ts'
import { closeMailing } from '../../../sdk/src/actions/closeMailing.ts'
import { collectMail } from '../../../sdk/src/actions/collectMail.ts'
import { collectMailFor } from '../../../sdk/src/actions/collectMailFor.ts'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { getMailing } from '../../../sdk/src/actions/getMailing.ts'
import { getMailingId } from '../../../sdk/src/actions/getMailingId.ts'
import { isMailCollected } from '../../../sdk/src/actions/isMailCollected.ts'
import { openMailing } from '../../../sdk/src/actions/openMailing.ts'
import { signCollectMail } from '../../../sdk/src/actions/signCollectMail.ts'
import {
  CARRIAGE,
  EXPIRES_AT,
  ledger,
  moveTo,
  NATIVE,
  POSTAGE,
  postOfficeScene,
  refused,
  STAKE,
} from '../support/postOfficeScene.ts'

const scene = postOfficeScene()
const COUNT = 5

/** Five letters to the inbox, with what proves each. */
async function mailingOf() {
  const { sender, relay, inboxId } = scene()
  const letters = Array.from({ length: COUNT }, (_, index) => ({
    ...{ inboxId, letterHash: keccak256(numberToHex(index, { size: 32 })) },
  }))
  const tree = await mailingTree(letters)
  const mailing: Mailing = {
    ...{ sender: sender.account.address, relay: relay.account.address, token: NATIVE },
    ...{ root: tree.root, carriage: CARRIAGE, stake: STAKE },
    ...{ count: COUNT, expiresAt: EXPIRES_AT },
  }
  const claimOf = (index: number) => ({
    ...{ index, inboxId, proof: tree.proof(index) },
    letterHash: (letters[index] as { letterHash: Hex }).letterHash,
  })
  return { mailing, claimOf }
}

/** The same, opened. */
async function opened() {
  const { sender, contracts } = scene()
  const { mailing, claimOf } = await mailingOf()
  return { claimOf, ...(await openMailing(sender, { mailing, contracts })) }
}

describe('openMailing', () => {
  it('pays for all letters, and gives the id that the contract has', async () => {
    const { sender, contracts } = scene()
    const { hash, mailing, mailingId } = await opened()
    expect((await sender.getTransaction({ hash })).value).toBe(BigInt(COUNT) * POSTAGE)
    expect(mailingId).toBe(await getMailingId(sender, { mailing, contracts }))
    const { timestamp } = await sender.getBlock()
    expect(await getMailing(sender, { mailingId, contracts })).toEqual({
      ...{ status: 'open', collected: 0, openedAt: Number(timestamp), closedAt: 0 },
    })
  })

  it('takes a part from the balance when told to', async () => {
    const { sender, contracts } = scene()
    const to = sender.account.address
    await deposit(sender, { token: NATIVE, to, amount: POSTAGE, contracts })
    const { mailing } = await mailingOf()
    const { hash } = await openMailing(sender, { mailing, fromBalance: POSTAGE, contracts })
    expect((await sender.getTransaction({ hash })).value).toBe(BigInt(COUNT - 1) * POSTAGE)
    expect(await ledger(scene(), sender)).toBe(0n)
  })

  it('is refused in the name of another, and twice', async () => {
    const { sender, stranger, contracts } = scene()
    const { mailing, mailingId } = await opened()
    expect(await refused(openMailing(stranger, { mailing, contracts }))).toEqual([
      ...['NotMailingSender', sender.account.address, stranger.account.address],
    ])
    expect(await refused(openMailing(sender, { mailing, contracts }))).toEqual([
      ...['MailingIdUsed', mailingId, 1],
    ])
  })

  it.each([
    [256, true],
    [257, false],
  ])('takes a uri of %i bytes: %s', async (length, isTaken) => {
    const { sender, contracts } = scene()
    const { mailing } = await mailingOf()
    const call = openMailing(sender, { mailing, uri: 'u'.repeat(length), contracts })
    if (isTaken) await call
    else expect(await refused(call)).toEqual(['UriTooLong', 257n, 256n])
  })
})

describe('admitMailing', () => {
  it('gives the relay the carriage of all letters, once', async () => {
    const { relay, contracts } = scene()
    const { mailing, mailingId } = await opened()
    await admitMailing(relay, { mailing, contracts })
    expect(await ledger(scene(), relay)).toBe(BigInt(COUNT) * CARRIAGE)
    expect((await getMailing(relay, { mailingId, contracts })).status).toBe('admitted')
    expect(await refused(admitMailing(relay, { mailing, contracts }))).toEqual([
      ...['MailingNotPending', mailingId, 2],
    ])
  })
})

describe('collectMail', () => {
  it('takes the stake of the letters that are proven', async () => {
    const { wallet, recovery, contracts } = scene()
    const { mailing, mailingId, claimOf } = await opened()
    await collectMail(wallet, { mailing, claims: [claimOf(0), claimOf(4)], contracts })
    expect(await ledger(scene(), recovery)).toBe(2n * STAKE)
    const collected = (index: number) => isMailCollected(wallet, { mailingId, index, contracts })
    expect(await Promise.all([0, 1, 4].map(collected))).toEqual([true, false, true])
    expect((await getMailing(wallet, { mailingId, contracts })).collected).toBe(2)
  })

  it('is refused for a letter collected before, a wrong one, and to a stranger', async () => {
    const { wallet, stranger, contracts } = scene()
    const { mailing, mailingId, claimOf } = await opened()
    await collectMail(wallet, { mailing, claims: [claimOf(1)], contracts })
    expect(
      await refused(collectMail(wallet, { mailing, claims: [claimOf(1)], contracts })),
    ).toEqual([...['MailAlreadyCollected', mailingId, 1]])
    const wrong = { ...claimOf(2), letterHash: zeroHash }
    expect(await refused(collectMail(wallet, { mailing, claims: [wrong], contracts }))).toEqual([
      ...['MailProofInvalid', mailingId, 2],
    ])
    const call = collectMail(stranger, { mailing, claims: [claimOf(2)], contracts })
    expect(await refused(call)).toEqual([
      ...['NotMailRecipient', mailingId, 2, stranger.account.address],
    ])
  })
})

describe('collectMailFor', () => {
  it('collects as the wallet signed, and passes over what was collected', async () => {
    const { wallet, stranger, recovery, contracts } = scene()
    const { mailing, claimOf } = await opened()
    await collectMail(wallet, { mailing, claims: [claimOf(0)], contracts })
    const claims = [claimOf(0), claimOf(3)]
    const signed = await signCollectMail(wallet, { mailing, claims, contracts })
    await collectMailFor(stranger, { ...signed, contracts })
    expect(await ledger(scene(), recovery)).toBe(2n * STAKE)
  })

  it('is refused a second after its deadline, and for other letters', async () => {
    const { wallet, stranger, contracts } = scene()
    const { mailing, claimOf } = await opened()
    const signed = await signCollectMail(wallet, { mailing, claims: [claimOf(0)], contracts })
    const others = { ...signed, claims: [claimOf(1)] }
    expect(await refused(collectMailFor(stranger, { ...others, contracts }))).toEqual([
      ...['InvalidSignature', wallet.account.address],
    ])
    await moveTo(scene(), signed.deadline + 1)
    expect(await refused(collectMailFor(stranger, { ...signed, contracts }))).toEqual([
      ...['SignatureHasExpired', BigInt(signed.deadline)],
    ])
  })
})

describe('closeMailing', () => {
  it('gives the rest back to the sender', async () => {
    const { wallet, sender, stranger, contracts } = scene()
    const { mailing, mailingId, claimOf } = await opened()
    await collectMail(wallet, { mailing, claims: [claimOf(0)], contracts })
    expect(await refused(closeMailing(stranger, { mailing, contracts }))).toEqual([
      ...['MailingNotExpired', mailingId, EXPIRES_AT],
    ])
    await moveTo(scene(), EXPIRES_AT)
    await closeMailing(stranger, { mailing, contracts })
    expect(await ledger(scene(), sender)).toBe(BigInt(COUNT) * POSTAGE - STAKE)
    expect((await getMailing(sender, { mailingId, contracts })).status).toBe('closed')
    expect(
      await refused(collectMail(wallet, { mailing, claims: [claimOf(1)], contracts })),
    ).toEqual([...['MailingNotPending', mailingId, 3]])
  })
})
