import { parseEther, slice } from 'viem'
import { describe, expect, it } from 'vitest'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { getLedgerBalance } from '../../../sdk/src/actions/getLedgerBalance.ts'
import { getPostOfficeNonce } from '../../../sdk/src/actions/getPostOfficeNonce.ts'
import { signWithdraw } from '../../../sdk/src/actions/signWithdraw.ts'
import { usePostOfficeNonce } from '../../../sdk/src/actions/usePostOfficeNonce.ts'
import { withdraw } from '../../../sdk/src/actions/withdraw.ts'
import { withdrawFor } from '../../../sdk/src/actions/withdrawFor.ts'
import { NOW } from '../support/chain.ts'
import {
  ledger,
  moveTo,
  NATIVE,
  postOfficeScene,
  receiptOf,
  refused,
} from '../support/postOfficeScene.ts'
import { oddFormNames, signedOddly } from '../support/signedOddly.ts'

const scene = postOfficeScene()
const amount = 5_000n

describe('deposit', () => {
  it('sends native money along, and credits it to whom it is for', async () => {
    const { sender, stranger, contracts } = scene()
    const to = stranger.account.address
    const before = await sender.getBalance({ address: contracts.PostOffice })
    await deposit(sender, { token: NATIVE, to, amount: parseEther('1'), contracts })
    expect(await ledger(scene(), stranger)).toBe(parseEther('1'))
    expect(await ledger(scene(), sender)).toBe(0n)
    expect(await sender.getBalance({ address: contracts.PostOffice })).toBe(
      before + parseEther('1'),
    )
  })

  it('takes a token by allowance, and no native money', async () => {
    const { sender, token, contracts } = scene()
    const owner = sender.account.address
    const before = await token.read.balanceOf([owner])
    await token.write.approve([contracts.PostOffice, amount], { account: sender.account })
    const hash = await deposit(sender, { token: token.address, to: owner, amount, contracts })
    expect((await sender.getTransaction({ hash })).value).toBe(0n)
    expect(await ledger(scene(), sender, token.address)).toBe(amount)
    expect(await token.read.balanceOf([owner])).toBe(before - amount)
  })

  it('can be called without an account of its own, for whoever sends it otherwise', async () => {
    const { sender, stranger, contracts } = scene()
    const to = stranger.account.address
    const call = deposit.call(contracts, { token: NATIVE, to, amount })
    expect(call.to).toBe(contracts.PostOffice)
    expect(call.value).toBe(amount)
    await receiptOf(scene(), await sender.sendTransaction(call))
    expect(await ledger(scene(), stranger)).toBe(amount)
  })

  it('works for a client that knows no chain', async () => {
    const { sender, contracts } = scene()
    const chainless = { ...sender, chain: undefined }
    await deposit(chainless, { token: NATIVE, to: sender.account.address, amount, contracts })
    expect(await ledger(scene(), sender)).toBe(amount)
  })

  it('is refused as the contract says, without a transaction', async () => {
    const { sender, contracts } = scene()
    const to = contracts.PostOffice
    const call = deposit(sender, { token: NATIVE, to, amount, contracts })
    expect(await refused(call)).toEqual(['InvalidReceiver', to])
    expect(await sender.getTransactionCount({ address: sender.account.address })).toBe(0)
  })
})

describe('withdraw', () => {
  it('pays native money out', async () => {
    const { sender, stranger, contracts } = scene()
    const to = stranger.account.address
    await deposit(sender, { token: NATIVE, to: sender.account.address, amount, contracts })
    const before = await sender.getBalance({ address: to })
    await withdraw(sender, { token: NATIVE, amount: amount - 1n, to, contracts })
    expect(await sender.getBalance({ address: to })).toBe(before + amount - 1n)
    expect(await ledger(scene(), sender)).toBe(1n)
  })

  it('pays a token out', async () => {
    const { sender, stranger, token, contracts } = scene()
    const to = stranger.account.address
    await token.write.approve([contracts.PostOffice, amount], { account: sender.account })
    const paidIn = { token: token.address, to: sender.account.address, amount }
    await deposit(sender, { ...paidIn, contracts })
    await withdraw(sender, { token: token.address, amount, to, contracts })
    expect(await token.read.balanceOf([to])).toBe(amount)
    expect(await ledger(scene(), sender, token.address)).toBe(0n)
  })

  it('is refused beyond the balance', async () => {
    const { sender, contracts } = scene()
    const owner = sender.account.address
    await deposit(sender, { token: NATIVE, to: owner, amount, contracts })
    const call = withdraw(sender, { token: NATIVE, amount: amount + 1n, to: owner, contracts })
    expect(await refused(call)).toEqual([
      'ERC6909InsufficientBalance',
      owner,
      amount,
      amount + 1n,
      0n,
    ])
  })
})

describe('withdrawFor', () => {
  it('pays out what the owner signed, sent by somebody else', async () => {
    const { sender, stranger, relay, contracts } = scene()
    const to = relay.account.address
    await deposit(sender, { token: NATIVE, to: sender.account.address, amount, contracts })
    const signed = await signWithdraw(sender, { token: NATIVE, amount, to, contracts })
    const before = await sender.getBalance({ address: to })
    await withdrawFor(stranger, { ...signed, contracts })
    expect(await sender.getBalance({ address: to })).toBe(before + amount)
    expect(await ledger(scene(), sender)).toBe(0n)
    const signer = sender.account.address
    expect(await getPostOfficeNonce(stranger, { signer, contracts })).toBe(1n)
  })

  it.each(oddFormNames)('takes a signature %s, as some wallets write it', async (form) => {
    const { sender, stranger, contracts } = scene()
    const to = stranger.account.address
    await deposit(sender, { token: NATIVE, to: sender.account.address, amount, contracts })
    const account = signedOddly(sender.account, form)
    const what = { token: NATIVE, amount, to, account, contracts }
    for (const deadline of Array.from({ length: 6 }, (_, index) => NOW + 86_400 + index)) {
      const signed = await signWithdraw(sender, { ...what, deadline })
      expect(slice(signed.signature, 64)).toMatch(/^0x1[bc]$/)
      await withdrawFor.simulate(stranger, { ...signed, contracts })
    }
  })

  it('is good until one hour after the newest block, and not a second longer', async () => {
    const { sender, stranger, contracts } = scene()
    const to = stranger.account.address
    await deposit(sender, { token: NATIVE, to: sender.account.address, amount, contracts })
    const { timestamp } = await sender.getBlock()
    const signed = await signWithdraw(sender, { token: NATIVE, amount, to, contracts })
    expect(signed.deadline).toBe(Number(timestamp) + 3_600)
    await moveTo(scene(), signed.deadline + 1)
    expect(await refused(withdrawFor(stranger, { ...signed, contracts }))).toEqual([
      'SignatureHasExpired',
      BigInt(signed.deadline),
    ])
  })

  it('is refused for other values than were signed', async () => {
    const { sender, stranger, contracts } = scene()
    const to = stranger.account.address
    const signed = await signWithdraw(sender, { token: NATIVE, amount, to, contracts })
    const call = withdrawFor(stranger, { ...signed, amount: amount + 1n, contracts })
    expect(await refused(call)).toEqual(['InvalidSignature', sender.account.address])
  })

  it('can be signed ahead, one nonce after the other', async () => {
    const { sender, stranger, contracts } = scene()
    const to = stranger.account.address
    await deposit(sender, { token: NATIVE, to: sender.account.address, amount, contracts })
    const half = { token: NATIVE, amount: amount / 2n, to, contracts }
    const first = await signWithdraw(sender, half)
    const second = await signWithdraw(sender, { ...half, nonce: 1n })
    await withdrawFor(stranger, { ...first, contracts })
    await withdrawFor(stranger, { ...second, contracts })
    expect(await ledger(scene(), sender)).toBe(0n)
  })
})

describe('usePostOfficeNonce', () => {
  it('voids what was signed with the present nonce', async () => {
    const { sender, stranger, contracts } = scene()
    const to = stranger.account.address
    await deposit(sender, { token: NATIVE, to: sender.account.address, amount, contracts })
    const signed = await signWithdraw(sender, { token: NATIVE, amount, to, contracts })
    await usePostOfficeNonce(sender, { contracts })
    expect(await refused(withdrawFor(stranger, { ...signed, contracts }))).toEqual([
      'InvalidSignature',
      sender.account.address,
    ])
  })
})

describe('getLedgerBalance', () => {
  it('answers for the block that is asked for', async () => {
    const { sender, contracts } = scene()
    const owner = sender.account.address
    const blockNumber = await sender.getBlockNumber({ cacheTime: 0 })
    await deposit(sender, { token: NATIVE, to: owner, amount, contracts })
    const asked = { owner, token: NATIVE, contracts }
    expect(await getLedgerBalance(sender, asked)).toBe(amount)
    expect(await getLedgerBalance(sender, { ...asked, blockNumber })).toBe(0n)
  })
})
