import { zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { acceptRecoveryTransfer } from '../../../sdk/src/actions/acceptRecoveryTransfer.ts'
import { cancelRecoveryTransfer } from '../../../sdk/src/actions/cancelRecoveryTransfer.ts'
import { getGuardian } from '../../../sdk/src/actions/getGuardian.ts'
import { getRecovery } from '../../../sdk/src/actions/getRecovery.ts'
import { getRecoveryTransfer } from '../../../sdk/src/actions/getRecoveryTransfer.ts'
import { setGuardian } from '../../../sdk/src/actions/setGuardian.ts'
import { startRecoveryTransfer } from '../../../sdk/src/actions/startRecoveryTransfer.ts'
import { DAY, eventsOf, moveTo, nowOn, registryScene } from '../support/registryScene.ts'

const scene = registryScene()

const nobody = { current: undefined, next: undefined, from: undefined }

describe('setGuardian', () => {
  it('names a guardian who comes into office after two days', async () => {
    const { contracts, recovery, stranger, inboxId } = scene()
    const guardian = stranger.account.address
    expect(await getGuardian(stranger, { inboxId, contracts })).toEqual(nobody)

    const hash = await setGuardian(recovery, { inboxId, guardian, contracts })

    const from = (await nowOn(scene())) + 2 * DAY
    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'GuardianSet', args: { inboxId, guardian, from } },
    ])
    const coming = { current: undefined, next: guardian, from }
    const inOffice = { current: guardian, next: undefined, from: undefined }
    expect(await getGuardian(stranger, { inboxId, contracts })).toEqual(coming)
    await moveTo(scene(), from - 1)
    expect(await getGuardian(stranger, { inboxId, contracts })).toEqual(coming)
    await moveTo(scene(), from)
    expect(await getGuardian(stranger, { inboxId, contracts })).toEqual(inOffice)
  })

  it('names nobody by 0', async () => {
    const { contracts, recovery, stranger, inboxId } = scene()
    const guardian = stranger.account.address
    await setGuardian(recovery, { inboxId, guardian, contracts })
    await moveTo(scene(), (await nowOn(scene())) + 2 * DAY)
    await setGuardian(recovery, { inboxId, guardian: zeroAddress, contracts })
    const from = (await nowOn(scene())) + 2 * DAY
    const leaving = { current: guardian, next: undefined, from }
    expect(await getGuardian(stranger, { inboxId, contracts })).toEqual(leaving)
    await moveTo(scene(), from)
    expect(await getGuardian(stranger, { inboxId, contracts })).toEqual(nobody)
  })

  it('is of nobody for an inbox that is not registered', async () => {
    const { contracts, stranger } = scene()
    expect(await getGuardian(stranger, { inboxId: zeroHash, contracts })).toEqual(nobody)
  })
})

describe('a transfer of recovery', () => {
  it('is started, and accepted two days later', async () => {
    const { contracts, recovery, stranger, inboxId } = scene()
    const to = stranger.account.address
    expect(await getRecoveryTransfer(stranger, { inboxId, contracts })).toBeUndefined()

    await startRecoveryTransfer(recovery, { inboxId, to, contracts })

    const startedAt = await nowOn(scene())
    expect(await getRecoveryTransfer(stranger, { inboxId, contracts })).toEqual({
      to,
      startedBy: recovery.account.address,
      startedAt,
      acceptableFrom: startedAt + 2 * DAY,
      acceptableUntil: startedAt + 30 * DAY,
    })
    await moveTo(scene(), startedAt + 2 * DAY)
    const hash = await acceptRecoveryTransfer(stranger, { inboxId, contracts })
    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'RecoveryTransferred', args: { from: recovery.account.address, to } },
    ])
    expect(await getRecovery(stranger, { inboxId, contracts })).toBe(to)
    expect(await getRecoveryTransfer(stranger, { inboxId, contracts })).toBeUndefined()
  })

  it('can be accepted until a second before 30 days', async () => {
    const { contracts, recovery, stranger, inboxId } = scene()
    await startRecoveryTransfer(recovery, { inboxId, to: stranger.account.address, contracts })
    const transfer = await getRecoveryTransfer(stranger, { inboxId, contracts })
    if (!transfer) throw new Error('There is no transfer.')
    await moveTo(scene(), transfer.acceptableUntil - 1)
    expect(await getRecoveryTransfer(stranger, { inboxId, contracts })).toEqual(transfer)
    await moveTo(scene(), transfer.acceptableUntil)
    expect(await getRecoveryTransfer(stranger, { inboxId, contracts })).toBeUndefined()
  })

  it('is cancelled by a wallet', async () => {
    const { contracts, recovery, wallet, stranger, inboxId } = scene()
    await startRecoveryTransfer(recovery, { inboxId, to: stranger.account.address, contracts })
    const hash = await cancelRecoveryTransfer(wallet, { inboxId, contracts })
    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'RecoveryTransferCancelled', args: { inboxId, by: wallet.account.address } },
    ])
    expect(await getRecoveryTransfer(stranger, { inboxId, contracts })).toBeUndefined()
  })
})
