import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { getStampStatus } from '../../../sdk/src/actions/getStampStatus.ts'
import { TokenBalanceTooLowError } from '../../../sdk/src/errors/TokenBalanceTooLowError.ts'
import { payPostage } from '../../../sdk/src/flows/payPostage.ts'
import {
  accept,
  failure,
  inputOf,
  ledger,
  NATIVE,
  POSTAGE,
  postOfficeScene,
  refused,
  STAKE,
  watchedClient,
} from '../support/postOfficeScene.ts'

const scene = postOfficeScene()

/** Pays a stamp in a token, and says what was done. */
async function paid(token: Address) {
  const { sender, contracts } = scene()
  const done: string[] = []
  const { stamp, stampId, receipt } = await payPostage(sender, {
    ...{ input: inputOf(scene(), 0, token), maxPostage: POSTAGE, contracts },
    onStep: ({ name, state }) => state === 'done' && done.push(name),
  })
  expect(receipt.status).toBe('success')
  expect(stamp.sender).toBe(sender.account.address)
  expect((await getStampStatus(sender, { stampId, contracts })).status).toBe('open')
  const { value } = await sender.getTransaction({ hash: receipt.transactionHash })
  return { done, value }
}

describe('payPostage', () => {
  it.each([
    [0n, POSTAGE],
    [1n, POSTAGE - 1n],
    [POSTAGE, 0n],
    [POSTAGE + 1n, 0n],
  ])('with a native balance of %i sends %i along', async (balance, value) => {
    const { sender, contracts } = scene()
    const to = sender.account.address
    await deposit(sender, { token: NATIVE, to, amount: balance, contracts })
    expect(await paid(NATIVE)).toEqual({ done: ['post'], value })
    expect(await ledger(scene(), sender)).toBe(balance > POSTAGE ? balance - POSTAGE : 0n)
  })

  it('approves exactly what the balance lacks of a token', async () => {
    const { sender, token, contracts } = scene()
    const owner = sender.account.address
    await token.write.approve([contracts.PostOffice, 400n], { account: sender.account })
    await deposit(sender, { token: token.address, to: owner, amount: 400n, contracts })
    const before = await token.read.balanceOf([owner])
    expect(await paid(token.address)).toEqual({ done: ['approve', 'post'], value: 0n })
    expect(await token.read.balanceOf([owner])).toBe(before - POSTAGE + 400n)
    expect(await token.read.allowance([owner, contracts.PostOffice])).toBe(0n)
    expect(await ledger(scene(), sender, token.address)).toBe(0n)
  })

  it('approves nothing where enough is allowed, or lies in the PostOffice', async () => {
    const { sender, token, contracts } = scene()
    const owner = sender.account.address
    await token.write.approve([contracts.PostOffice, POSTAGE], { account: sender.account })
    expect((await paid(token.address)).done).toEqual(['post'])
    await token.write.approve([contracts.PostOffice, POSTAGE], { account: sender.account })
    await deposit(sender, { token: token.address, to: owner, amount: POSTAGE, contracts })
    const input = { ...inputOf(scene(), 1, token.address) }
    const { receipt } = await payPostage(sender, { input, maxPostage: POSTAGE, contracts })
    expect(receipt.status).toBe('success')
    expect(await ledger(scene(), sender, token.address)).toBe(0n)
  })

  it('commits to nothing when the account cannot pay', async () => {
    const { stranger, token, contracts } = scene()
    const { client, committed } = watchedClient(scene(), stranger)
    const input = inputOf(scene(), 0, token.address)
    const error = await failure(payPostage(client, { input, maxPostage: POSTAGE, contracts }))
    expect(error).toBeInstanceOf(TokenBalanceTooLowError)
    expect(error).toMatchObject({ balance: 0n, needed: POSTAGE })
    expect(committed()).toBe(0)
  })

  it('approves nothing for a stamp that is refused', async () => {
    const { sender, token, contracts } = scene()
    const { client, committed } = watchedClient(scene(), sender)
    const input = { ...inputOf(scene(), 0, token.address), stake: STAKE - 1n }
    const call = payPostage(client, { input, maxPostage: POSTAGE, contracts })
    expect(await refused(call)).toEqual(['StakeTooLow', 0n, STAKE - 1n, STAKE])
    expect(committed()).toBe(0)
  })

  it('pays in a token that answers nothing', async () => {
    const { sender, viem } = scene()
    const { address: token, write } = await viem.deployContract('MockNoReturnToken')
    await write.mint([sender.account.address, POSTAGE])
    await accept(scene(), token)
    expect((await paid(token)).done).toEqual(['approve', 'post'])
  })

  it('refuses to post the same stamp twice', async () => {
    const { sender, contracts } = scene()
    const asked = { input: inputOf(scene()), maxPostage: POSTAGE, contracts }
    const { stampId } = await payPostage(sender, asked)
    expect(await refused(payPostage(sender, asked))).toEqual(['StampIdUsed', 0n, stampId, 1])
  })
})
