import { describe, expect, it } from 'vitest'
import { approveSpender } from '../../../sdk/src/actions/approveSpender.ts'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { getAllowance } from '../../../sdk/src/actions/getAllowance.ts'
import { isOperator } from '../../../sdk/src/actions/isOperator.ts'
import { postOfficeSupportsInterface } from '../../../sdk/src/actions/postOfficeSupportsInterface.ts'
import { setOperator } from '../../../sdk/src/actions/setOperator.ts'
import { transferBalance } from '../../../sdk/src/actions/transferBalance.ts'
import { transferBalanceFrom } from '../../../sdk/src/actions/transferBalanceFrom.ts'
import { ledger, NATIVE, postOfficeScene, refused } from '../support/postOfficeScene.ts'

const scene = postOfficeScene()
const amount = 5_000n

/** The sender has some native money in the PostOffice. */
async function funded() {
  const { sender, contracts } = scene()
  await deposit(sender, { token: NATIVE, to: sender.account.address, amount, contracts })
  return scene()
}

describe('transferBalance', () => {
  it('moves a balance to another account', async () => {
    const { sender, stranger, contracts } = await funded()
    const to = stranger.account.address
    await transferBalance(sender, { token: NATIVE, to, amount: 2_000n, contracts })
    expect(await ledger(scene(), sender)).toBe(3_000n)
    expect(await ledger(scene(), stranger)).toBe(2_000n)
  })

  it('is refused to the PostOffice itself, where money would be lost', async () => {
    const { sender, contracts } = await funded()
    const to = contracts.PostOffice
    const call = transferBalance(sender, { token: NATIVE, to, amount, contracts })
    expect(await refused(call)).toEqual(['InvalidReceiver', to])
  })

  it('moves the balance of the token that is named', async () => {
    const { sender, stranger, token, contracts } = await funded()
    const to = stranger.account.address
    const call = transferBalance(sender, { token: token.address, to, amount: 1n, contracts })
    expect(await refused(call)).toEqual([
      'ERC6909InsufficientBalance',
      sender.account.address,
      0n,
      1n,
      BigInt(token.address),
    ])
  })
})

describe('transferBalanceFrom', () => {
  it('moves what the owner allowed, and no more', async () => {
    const { sender, stranger, relay, contracts } = await funded()
    const [owner, spender] = [sender.account.address, stranger.account.address]
    const moved = { token: NATIVE, from: owner, to: relay.account.address, contracts }
    await approveSpender(sender, { token: NATIVE, spender, amount: 2_000n, contracts })
    expect(await refused(transferBalanceFrom(stranger, { ...moved, amount: 2_001n }))).toEqual([
      'ERC6909InsufficientAllowance',
      spender,
      2_000n,
      2_001n,
      0n,
    ])
    await transferBalanceFrom(stranger, { ...moved, amount: 2_000n })
    expect(await ledger(scene(), relay)).toBe(2_000n)
    expect(await ledger(scene(), sender)).toBe(3_000n)
    expect(await getAllowance(relay, { owner, spender, token: NATIVE, contracts })).toBe(0n)
  })

  it('moves all for an operator, until it is one no longer', async () => {
    const { sender, stranger, relay, contracts } = await funded()
    const [owner, operator] = [sender.account.address, stranger.account.address]
    const moved = { token: NATIVE, from: owner, to: relay.account.address, amount: 1n, contracts }
    await setOperator(sender, { operator, approved: true, contracts })
    expect(await isOperator(relay, { owner, operator, contracts })).toBe(true)
    await transferBalanceFrom(stranger, moved)
    await setOperator(sender, { operator, approved: false, contracts })
    expect(await isOperator(relay, { owner, operator, contracts })).toBe(false)
    expect(await refused(transferBalanceFrom(stranger, moved))).toEqual([
      'ERC6909InsufficientAllowance',
      operator,
      0n,
      1n,
      0n,
    ])
    expect(await ledger(scene(), relay)).toBe(1n)
  })
})

describe('approveSpender', () => {
  it('sets what is allowed in one token, in place of what was', async () => {
    const { sender, stranger, token, contracts } = await funded()
    const [owner, spender] = [sender.account.address, stranger.account.address]
    await approveSpender(sender, { token: token.address, spender, amount: 7n, contracts })
    await approveSpender(sender, { token: token.address, spender, amount: 5n, contracts })
    const asked = { owner, spender, contracts }
    expect(await getAllowance(sender, { ...asked, token: token.address })).toBe(5n)
    expect(await getAllowance(sender, { ...asked, token: NATIVE })).toBe(0n)
  })
})

describe('postOfficeSupportsInterface', () => {
  it('tells an interface that it has from one that it has not', async () => {
    const { sender, contracts } = scene()
    const asks = (interfaceId: `0x${string}`) =>
      postOfficeSupportsInterface(sender, { interfaceId, contracts })
    expect(await asks('0x0f632fb3')).toBe(true)
    expect(await asks('0xffffffff')).toBe(false)
  })
})
