import { getAddress, isAddressEqual } from 'viem'
import { describe, expect, it } from 'vitest'
import { postOfficeDomain } from '../../../protocol/eip712/postOffice.ts'
import { getConsent } from '../../../sdk/src/actions/getConsent.ts'
import { getDoor } from '../../../sdk/src/actions/getDoor.ts'
import { getPayout } from '../../../sdk/src/actions/getPayout.ts'
import { getPostOfficeDomain } from '../../../sdk/src/actions/getPostOfficeDomain.ts'
import { getQuote } from '../../../sdk/src/actions/getQuote.ts'
import { getRegistry } from '../../../sdk/src/actions/getRegistry.ts'
import { getTerms } from '../../../sdk/src/actions/getTerms.ts'
import { setConsents } from '../../../sdk/src/actions/setConsents.ts'
import { setDoor } from '../../../sdk/src/actions/setDoor.ts'
import { setPayout } from '../../../sdk/src/actions/setPayout.ts'
import { setTerms } from '../../../sdk/src/actions/setTerms.ts'
import { consents, doors } from '../../../sdk/src/chain/words.ts'
import { InvalidParameterError } from '../../../sdk/src/errors/InvalidParameterError.ts'
import {
  failure,
  NATIVE,
  postOfficeScene,
  refused,
  STAKE,
  WINDOW,
  watchedClient,
} from '../support/postOfficeScene.ts'

const scene = postOfficeScene()

describe('setTerms', () => {
  it('says what the inbox asks in a token', async () => {
    const { wallet, inboxId, contracts } = scene()
    const terms = { stake: 7n, window: 3_600, relayMayCollect: true }
    await setTerms(wallet, { inboxId, token: NATIVE, ...terms, contracts })
    const { timestamp } = await wallet.getBlock()
    expect(await getTerms(wallet, { inboxId, token: NATIVE, contracts })).toEqual({
      ...terms,
      setAt: Number(timestamp),
    })
  })

  it('lets no relay collect unless told to', async () => {
    const { wallet, inboxId, contracts } = scene()
    await setTerms(wallet, { inboxId, token: NATIVE, stake: 7n, window: 3_600, contracts })
    const { relayMayCollect } = await getTerms(wallet, { inboxId, token: NATIVE, contracts })
    expect(relayMayCollect).toBe(false)
  })

  it('gives a token up with a stake of 0', async () => {
    const { wallet, inboxId, contracts } = scene()
    await setTerms(wallet, { inboxId, token: NATIVE, stake: 0n, window: 0, contracts })
    const { stake, window } = await getTerms(wallet, { inboxId, token: NATIVE, contracts })
    expect([stake, window]).toEqual([0n, 0])
  })

  it('is refused to who is no wallet of the inbox', async () => {
    const { stranger, inboxId, contracts } = scene()
    const call = setTerms(stranger, { inboxId, token: NATIVE, stake: 7n, window: 3_600, contracts })
    expect(await refused(call)).toEqual(['NotWallet', inboxId, stranger.account.address])
  })

  it.each([
    [3_599, false],
    [3_600, true],
    [30 * 86_400, true],
    [30 * 86_400 + 1, false],
  ])('takes a window of %i seconds: %s', async (window, isTaken) => {
    const { wallet, inboxId, contracts } = scene()
    const call = setTerms(wallet, { inboxId, token: NATIVE, stake: 7n, window, contracts })
    if (isTaken) await call
    else expect(await refused(call)).toEqual(['WindowOutOfRange', window, 3_600, 30 * 86_400])
  })
})

describe('setDoor', () => {
  it.each(doors)('sets it to %s', async (door) => {
    const { wallet, inboxId, contracts } = scene()
    await setDoor(wallet, { inboxId, door, contracts })
    const { timestamp } = await wallet.getBlock()
    expect(await getDoor(wallet, { inboxId, contracts })).toEqual({
      door,
      setAt: Number(timestamp),
    })
  })

  it('refuses another word before anything is asked', async () => {
    const { wallet, inboxId, contracts } = scene()
    const { client, methods } = watchedClient(scene(), wallet)
    const error = await failure(setDoor(client, { inboxId, door: 'ajar' as never, contracts }))
    expect(error).toBeInstanceOf(InvalidParameterError)
    expect(error).toMatchObject({
      parameter: 'door',
      shortMessage: 'door is one of free, postage, closed, not ajar.',
    })
    expect(methods).toEqual([])
  })
})

describe('setConsents', () => {
  it.each(consents)('gives a word on addresses and inbox ids: %s', async (consent) => {
    const { wallet, stranger, inboxId, contracts } = scene()
    const subjects = [stranger.account.address, inboxId]
    const given = subjects.map((subject) => ({ subject, consent }))
    await setConsents(wallet, { inboxId, consents: given, contracts })
    for (const subject of subjects)
      expect((await getConsent(wallet, { inboxId, subject, contracts })).consent).toBe(consent)
  })

  it('refuses what is neither an address nor an inbox id', async () => {
    const { wallet, inboxId, contracts } = scene()
    const given = [{ subject: '0x1234', consent: 'denied' }] as const
    const error = await failure(setConsents(wallet, { inboxId, consents: given, contracts }))
    expect(error).toBeInstanceOf(RangeError)
  })

  it('is refused for the zero address, with its place', async () => {
    const { wallet, stranger, inboxId, contracts } = scene()
    const given = [stranger.account.address, NATIVE].map((subject) => ({
      ...{ subject, consent: 'denied' as const },
    }))
    const call = setConsents(wallet, { inboxId, consents: given, contracts })
    expect(await refused(call)).toEqual(['SubjectIsZero', 1n])
  })
})

describe('setPayout', () => {
  it('sets where stakes go, and back to the recovery', async () => {
    const { recovery, stranger, inboxId, contracts } = scene()
    const payout = stranger.account.address
    const at = { inboxId, contracts }
    expect(await getPayout(recovery, at)).toBe(recovery.account.address)
    await setPayout(recovery, { ...at, payout })
    expect(await getPayout(recovery, at)).toBe(payout)
    await setPayout(recovery, { ...at, payout: NATIVE })
    expect(await getPayout(recovery, at)).toBe(recovery.account.address)
  })

  it('is refused to a wallet that is not the recovery', async () => {
    const { wallet, inboxId, contracts } = scene()
    const payout = wallet.account.address
    expect(await refused(setPayout(wallet, { inboxId, payout, contracts }))).toEqual([
      'NotRecovery',
      inboxId,
      payout,
    ])
  })
})

describe('getQuote', () => {
  it('says in one what posting takes', async () => {
    const { wallet, sender, inboxId, contracts } = scene()
    const asked = { inboxId, token: NATIVE, sender: sender.account.address, contracts }
    const quote = { stake: STAKE, window: WINDOW, door: 'postage', consent: 'none' }
    expect(await getQuote(sender, asked)).toEqual(quote)
    const given = [{ subject: sender.account.address, consent: 'denied' }] as const
    await setConsents(wallet, { inboxId, consents: given, contracts })
    expect(await getQuote(sender, asked)).toEqual({ ...quote, consent: 'denied' })
  })
})

describe('getRegistry', () => {
  it('is the registry that the PostOffice was made with', async () => {
    const { sender, registry, contracts } = scene()
    const believed = await getRegistry(sender, { contracts })
    expect(isAddressEqual(believed, registry.address)).toBe(true)
  })
})

describe('getPostOfficeDomain', () => {
  it('is what signatures are made in', async () => {
    const { sender, contracts } = scene()
    const domain = await getPostOfficeDomain(sender, { contracts })
    expect(domain).toEqual(postOfficeDomain(31_337, getAddress(contracts.PostOffice)))
  })
})
