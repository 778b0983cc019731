import { describe, expect, it } from 'vitest'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { depositWithPermit } from '../../../sdk/src/actions/depositWithPermit.ts'
import { multicallPostOffice } from '../../../sdk/src/actions/multicallPostOffice.ts'
import { post } from '../../../sdk/src/actions/post.ts'
import { setConsents } from '../../../sdk/src/actions/setConsents.ts'
import { setDoor } from '../../../sdk/src/actions/setDoor.ts'
import { signPermit } from '../../../sdk/src/actions/signPermit.ts'
import { MulticallError } from '../../../sdk/src/errors/MulticallError.ts'
import {
  accept,
  failure,
  inputOf,
  ledger,
  NATIVE,
  POSTAGE,
  postOfficeScene,
  refused,
  watchedClient,
} from '../support/postOfficeScene.ts'

const scene = postOfficeScene()

describe('multicallPostOffice', () => {
  it('pays in by permit and posts in one transaction, with no allowance before', async () => {
    const { sender, viem, contracts } = scene()
    const { address: token, write } = await viem.deployContract('MockPermitToken')
    await write.mint([sender.account.address, POSTAGE])
    await accept(scene(), token)
    const permit = await signPermit(sender, { token, amount: POSTAGE, contracts })
    const calls = [
      depositWithPermit.call(contracts, permit),
      post.call(contracts, { input: inputOf(scene(), 0, token) }),
    ]
    const hash = await multicallPostOffice(sender, { calls, contracts })
    expect((await sender.getTransactionReceipt({ hash })).status).toBe('success')
    expect(await ledger(scene(), sender, token)).toBe(0n)
  })

  it('does all or nothing, refused with the reason of the call that is', async () => {
    const { wallet, inboxId, contracts } = scene()
    const calls = [
      setDoor.call(contracts, { inboxId, door: 'closed' }),
      setConsents.call(contracts, { inboxId, consents: [{ subject: NATIVE, consent: 'denied' }] }),
    ]
    expect(await refused(multicallPostOffice(wallet, { calls, contracts }))).toEqual([
      ...['SubjectIsZero', 0n],
    ])
  })

  it('refuses a call that brings money, or goes elsewhere, before anything is sent', async () => {
    const { sender, contracts } = scene()
    const { client, committed } = watchedClient(scene(), sender)
    const paying = deposit.call(contracts, {
      token: NATIVE,
      to: sender.account.address,
      amount: 1n,
    })
    const elsewhere = { ...paying, value: 0n, to: sender.account.address }
    for (const call of [paying, elsewhere]) {
      const error = await failure(multicallPostOffice(client, { calls: [call], contracts }))
      expect(error).toBeInstanceOf(MulticallError)
    }
    expect(committed()).toBe(0)
  })
})
