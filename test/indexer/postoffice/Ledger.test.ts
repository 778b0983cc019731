import type { Address } from 'viem'
import { maxUint256, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { call } from '../support/call.ts'
import { registerInbox } from '../support/inboxes.ts'
import type { IndexedChain } from '../support/indexedChain.ts'
import { startIndexedChain } from '../support/indexedChain.ts'
import type { Account } from '../support/localClient.ts'
import { lower } from '../support/lower.ts'
import { postFor, withdrawFor } from '../support/onBehalf.ts'
import type { Sent } from '../support/sent.ts'

let chain: IndexedChain
let postOffice: IndexedChain['contracts']['postOffice']

const NATIVE = 0n

beforeAll(async () => {
  chain = await startIndexedChain()
  postOffice = chain.contracts.postOffice
})
afterAll(() => chain?.stop())

describe('Deposited', () => {
  it('is a movement from who paid to whose balance rose, with the transfer that credits it', async () => {
    const [payer, owner] = [await chain.account(), await chain.account()]
    const sent = await chain.send(
      call(payer, postOffice, 'deposit', [zeroAddress, owner.address, 5n], 5n),
    )
    const movement = { from: lower(payer.address), to: lower(owner.address), amount: 5n }
    expect(await chain.rows('cash_movement', { to: movement.to })).toEqual([
      { ...sent.place('Deposited'), kind: 'deposit', token: zeroAddress, ...movement },
    ])
    expect(await chain.rows('ledger_transfer', { to: movement.to })).toEqual([
      transfer(sent, { caller: payer, to: owner, amount: 5n }),
    ])
    expect(await chain.rows('balance', { account: movement.to })).toEqual([
      balance(owner, 5n, sent),
    ])
  })
})

describe('Withdrawn', () => {
  it('is a movement from whose balance fell to who was paid', async () => {
    const [owner, payee] = [await chain.account(), await chain.account()]
    await deposit(owner, 5n)
    const sent = await chain.send(
      call(owner, postOffice, 'withdraw', [zeroAddress, 2n, payee.address]),
    )
    const movement = { from: lower(owner.address), to: lower(payee.address), amount: 2n }
    expect(await chain.rows('cash_movement', { to: movement.to })).toEqual([
      { ...sent.place('Withdrawn'), kind: 'withdrawal', token: zeroAddress, ...movement },
    ])
    expect((await chain.rows('ledger_transfer', { from: movement.from })).at(-1)).toEqual(
      transfer(sent, { caller: owner, from: owner, amount: 2n }),
    )
    expect(await chain.rows('balance', { account: movement.from })).toEqual([
      balance(owner, 3n, sent),
    ])
  })
})

describe('Withdrawn by somebody else', () => {
  it('is a movement of the owner who signed it', async () => {
    const [owner, caller, payee] = [
      await chain.account(),
      await chain.account(),
      await chain.account(),
    ]
    await deposit(owner, 5n)
    const withdrawal = { token: zeroAddress, amount: 2n, to: payee.address }
    const sent = await chain.send(await withdrawFor(chain, caller, owner, withdrawal))
    const movement = { from: lower(owner.address), to: lower(payee.address), amount: 2n }
    expect(await chain.rows('cash_movement', { to: movement.to })).toEqual([
      { ...sent.place('Withdrawn'), kind: 'withdrawal', token: zeroAddress, ...movement },
    ])
    expect((await chain.rows('ledger_transfer', { from: movement.from })).at(-1)).toEqual(
      transfer(sent, { caller, from: owner, amount: 2n }),
    )
    expect(await balances(owner, caller)).toEqual([balance(owner, 3n, sent)])
  })

  it('spends no allowance that its caller has', async () => {
    const [owner, caller] = [await chain.account(), await chain.account()]
    await deposit(owner, 10n)
    const approved = await approve(owner, caller, 7n)
    const withdrawal = { token: zeroAddress, amount: 3n, to: caller.address }
    const sent = await chain.send(await withdrawFor(chain, caller, owner, withdrawal))
    expect(await allowances(owner)).toEqual([allowance(owner, caller, 7n, approved)])
    expect(await onChain(owner, caller)).toBe(7n)
    expect(await balances(owner)).toEqual([balance(owner, 7n, sent)])
  })
})

describe('postage out of a balance', () => {
  it('that its owner signed for spends no allowance of who posts it', async () => {
    const [owner, caller] = [await chain.account(), await chain.account()]
    await deposit(owner, 10n)
    const approved = await approve(owner, caller, 7n)
    const sent = await chain.send(await postFor(chain, caller, owner, await aStamp(owner, 4n)))
    expect(await allowances(owner)).toEqual([allowance(owner, caller, 7n, approved)])
    expect(await onChain(owner, caller)).toBe(7n)
    expect(await balances(owner)).toEqual([balance(owner, 6n, sent)])
    expect((await chain.rows('ledger_transfer', { from: lower(owner.address) })).at(-1)).toEqual(
      transfer(sent, { caller, from: owner, amount: 4n }),
    )
  })

  it('taken within an allowance spends it once, and to the end', async () => {
    const [owner, spender] = [await chain.account(), await chain.account()]
    await deposit(owner, 10n)
    await approve(owner, spender, 9n)
    const first = await chain.send(await postFrom(spender, owner, 4n))
    expect(await allowances(owner)).toEqual([allowance(owner, spender, 5n, first)])
    expect(await onChain(owner, spender)).toBe(5n)
    expect(await balances(owner, spender)).toEqual([balance(owner, 6n, first)])
    const second = await chain.send(await postFrom(spender, owner, 5n))
    expect(await allowances(owner)).toEqual([allowance(owner, spender, 0n, second)])
    expect(await onChain(owner, spender)).toBe(0n)
  })

  it('taken within an allowance without bound, or by an operator, spends none', async () => {
    const [owner, spender, operator] = [
      await chain.account(),
      await chain.account(),
      await chain.account(),
    ]
    await deposit(owner, 10n)
    const unbound = await approve(owner, spender, maxUint256)
    const bound = await approve(owner, operator, 9n)
    await chain.send(call(owner, postOffice, 'setOperator', [operator.address, true]))
    await chain.send(await postFrom(spender, owner, 2n))
    const sent = await chain.send(await postFrom(operator, owner, 3n))
    expect(await allowancesOf(owner, spender)).toEqual([
      allowance(owner, spender, maxUint256, unbound),
    ])
    expect(await allowancesOf(owner, operator)).toEqual([allowance(owner, operator, 9n, bound)])
    expect(await onChain(owner, spender)).toBe(maxUint256)
    expect(await onChain(owner, operator)).toBe(9n)
    expect(await balances(owner)).toEqual([balance(owner, 5n, sent)])
  })

  it("taken by its owner spends not even the owner's own allowance", async () => {
    const owner = await chain.account()
    await deposit(owner, 10n)
    const approved = await approve(owner, owner, 7n)
    await chain.send(await postFrom(owner, owner, 4n))
    expect(await allowances(owner)).toEqual([allowance(owner, owner, 7n, approved)])
    expect(await onChain(owner, owner)).toBe(7n)
  })

  it('may be taken after a transfer of the same allowance, in one block', async () => {
    const [owner, spender] = [await chain.account(), await chain.account()]
    await deposit(owner, 10n)
    await approve(owner, spender, 7n)
    const [, posted, moved] = await chain.sendInOneBlock(
      take(spender, owner, spender, 1n),
      await postFrom(spender, owner, 2n),
      take(spender, owner, spender, 1n),
    )
    if (!posted || !moved) throw new Error('Three transactions were sent.')
    expect(await allowances(owner)).toEqual([allowance(owner, spender, 3n, moved)])
    expect(await onChain(owner, spender)).toBe(3n)
  })
})

describe('Transfer', () => {
  it('moves a balance', async () => {
    const [from, to] = [await chain.account(), await chain.account()]
    await deposit(from, 5n)
    const sent = await chain.send(call(from, postOffice, 'transfer', [to.address, NATIVE, 5n]))
    expect(await balances(from, to)).toEqual([balance(from, 0n, sent), balance(to, 5n, sent)])
  })

  it('leaves a balance as it is when it goes to its owner', async () => {
    const owner = await chain.account()
    const deposited = await deposit(owner, 5n)
    await chain.send(call(owner, postOffice, 'transfer', [owner.address, NATIVE, 5n]))
    expect(await balances(owner)).toEqual([balance(owner, 5n, deposited)])
    expect(await chain.rows('ledger_transfer', { from: lower(owner.address) })).toHaveLength(1)
  })

  it('of nothing leaves no row, of whatever token and whoever has whomever make it', async () => {
    const [from, to, stranger] = [
      await chain.account(),
      await chain.account(),
      await chain.account(),
    ]
    for (const id of [NATIVE, 2n ** 160n - 1n, 2n ** 160n, maxUint256]) {
      await chain.send(call(from, postOffice, 'transfer', [to.address, id, 0n]))
      const nothing = [from.address, to.address, id, 0n] as const
      await chain.send(call(stranger, postOffice, 'transferFrom', nothing))
    }
    expect(await balances(from, to)).toEqual([])
    expect(await chain.rows('ledger_transfer', { from: lower(from.address) })).toEqual([])
  })
})

describe('Approval', () => {
  it('sets an allowance', async () => {
    const [owner, spender] = [await chain.account(), await chain.account()]
    const first = await approve(owner, spender, 7n)
    const sent = await approve(owner, spender, 5n)
    expect(await allowances(owner)).toEqual([allowance(owner, spender, 5n, sent)])
    const again = await approve(owner, spender, 5n)
    expect(await allowances(owner)).toEqual([allowance(owner, spender, 5n, sent)])
    const given = {
      owner: lower(owner.address),
      spender: lower(spender.address),
      token: zeroAddress,
    }
    expect(await chain.rows('allowance_change', { owner: given.owner })).toEqual([
      { ...first.place('Approval'), ...given, amount: 7n },
      { ...sent.place('Approval'), ...given, amount: 5n },
      { ...again.place('Approval'), ...given, amount: 5n },
    ])
  })

  it('is spent by transferFrom, which emits no Approval', async () => {
    const [owner, spender] = [await chain.account(), await chain.account()]
    await deposit(owner, 10n)
    await approve(owner, spender, 7n)
    const sent = await chain.send(take(spender, owner, spender, 3n))
    expect(() => sent.place('Approval')).toThrow()
    expect(await allowances(owner)).toEqual([allowance(owner, spender, 4n, sent)])
    expect(await onChain(owner, spender)).toBe(4n)
  })

  it('is spent by a transfer to the owner too', async () => {
    const [owner, spender] = [await chain.account(), await chain.account()]
    const deposited = await deposit(owner, 10n)
    await approve(owner, spender, 7n)
    const sent = await chain.send(take(spender, owner, owner, 7n))
    expect(await allowances(owner)).toEqual([allowance(owner, spender, 0n, sent)])
    expect(await balances(owner)).toEqual([balance(owner, 10n, deposited)])
    expect(await onChain(owner, spender)).toBe(0n)
  })

  it('without bound is not spent', async () => {
    const [owner, spender] = [await chain.account(), await chain.account()]
    await deposit(owner, 10n)
    const sent = await approve(owner, spender, maxUint256)
    await chain.send(take(spender, owner, spender, 3n))
    expect(await allowances(owner)).toEqual([allowance(owner, spender, maxUint256, sent)])
    expect(await onChain(owner, spender)).toBe(maxUint256)
  })

  it('is not spent by the owner, nor by an operator', async () => {
    const [owner, spender] = [await chain.account(), await chain.account()]
    await deposit(owner, 10n)
    const sent = await approve(owner, spender, 7n)
    await chain.send(call(owner, postOffice, 'approve', [owner.address, NATIVE, 7n]))
    await chain.send(take(owner, owner, spender, 1n))
    await chain.send(call(owner, postOffice, 'setOperator', [spender.address, true]))
    await chain.send(take(spender, owner, spender, 3n))
    expect(await chain.rows('allowance', { spender: lower(spender.address) })).toEqual([
      allowance(owner, spender, 7n, sent),
    ])
    expect(await chain.rows('allowance', { spender: lower(owner.address) })).toMatchObject([
      { amount: 7n },
    ])
    expect(await onChain(owner, spender)).toBe(7n)
    await chain.send(call(owner, postOffice, 'setOperator', [spender.address, false]))
    await chain.send(take(spender, owner, spender, 3n))
    expect(await chain.rows('allowance', { spender: lower(spender.address) })).toMatchObject([
      { amount: 4n },
    ])
    expect(await onChain(owner, spender)).toBe(4n)
  })

  it('given, spent and given again in one block is what came last', async () => {
    const [owner, spender] = [await chain.account(), await chain.account()]
    await deposit(owner, 10n)
    const sent = await chain.sendInOneBlock(
      call(owner, postOffice, 'approve', [spender.address, NATIVE, 5n]),
      take(spender, owner, spender, 5n),
      call(owner, postOffice, 'approve', [spender.address, NATIVE, 2n]),
      take(spender, owner, spender, 1n),
    )
    const [last] = sent.slice(-1)
    if (!last) throw new Error('Four transactions were sent.')
    expect(await allowances(owner)).toEqual([allowance(owner, spender, 1n, last)])
    expect(await balances(owner, spender)).toEqual([
      balance(owner, 4n, last),
      balance(spender, 6n, last),
    ])
  })

  it('of an id that is no address is passed over', async () => {
    const [owner, spender] = [await chain.account(), await chain.account()]
    await chain.send(call(owner, postOffice, 'approve', [spender.address, 2n ** 160n, 5n]))
    await chain.send(call(owner, postOffice, 'approve', [spender.address, maxUint256, 5n]))
    expect(await allowances(owner)).toEqual([])
  })
})

describe('OperatorSet', () => {
  it('moves since only where it changes something', async () => {
    const [owner, operator] = [await chain.account(), await chain.account()]
    const id = {
      chainId: chain.chainId,
      owner: lower(owner.address),
      operator: lower(operator.address),
    }
    const set = (approved: boolean) =>
      chain.send(call(owner, postOffice, 'setOperator', [operator.address, approved]))
    const never = await set(false)
    expect(await chain.rows('operator', { owner: id.owner })).toEqual([])
    const approved = await set(true)
    const again = await set(true)
    expect(await chain.rows('operator', { owner: id.owner })).toEqual([
      { ...id, approved: true, sinceBlock: approved.blockNumber },
    ])
    const dismissed = await set(false)
    expect(await chain.rows('operator', { owner: id.owner })).toEqual([
      { ...id, approved: false, sinceBlock: dismissed.blockNumber },
    ])
    expect(await chain.rows('operator_change', { owner: id.owner })).toEqual(
      [never, approved, again, dismissed].map((sent, i) => ({
        ...sent.place('OperatorSet'),
        ...id,
        approved: i === 1 || i === 2,
      })),
    )
  })
})

describe('balances', () => {
  it('are the sum of their transfers, and what the contract says', async () => {
    await chain.untilCaughtUp()
    const transfers = await chain.rows('ledger_transfer')
    const rows = await chain.rows('balance')
    expect(rows.length).toBeGreaterThan(5)
    for (const { account, amount } of rows) {
      const sum = transfers.reduce(
        (total, { from, to, amount: moved }) =>
          total +
          (to === account ? (moved as bigint) : 0n) -
          (from === account ? (moved as bigint) : 0n),
        0n,
      )
      expect(amount).toBe(sum)
      const args = [account as Address, NATIVE] as const
      const onLedger = await chain.client.readContract({
        ...postOffice,
        functionName: 'balanceOf',
        args,
      })
      expect(amount).toBe(onLedger)
    }
  })
})

function deposit(owner: Account, amount: bigint): Promise<Sent> {
  return chain.send(
    call(owner, postOffice, 'deposit', [zeroAddress, owner.address, amount], amount),
  )
}

/** A stamp for a new letter to a new inbox that asks for nothing but this stake. */
async function aStamp(sender: Account, stake: bigint): Promise<Stamp> {
  const recipient = await chain.account()
  const inboxId = await registerInbox(chain, recipient)
  const terms = [inboxId, zeroAddress, stake, 3_600, false] as const
  await chain.send(call(recipient, postOffice, 'setTerms', terms))
  return {
    sender: sender.address,
    relay: zeroAddress,
    token: zeroAddress,
    inboxId,
    letterHash: inboxId,
    carriage: 0n,
    stake,
    expiresAt: Number((await chain.client.getBlock()).timestamp) + 86_400,
  }
}

async function postFrom(caller: Account, owner: Account, stake: bigint) {
  const { sender: _, ...input } = await aStamp(owner, stake)
  return call(caller, postOffice, 'postFrom', [owner.address, input])
}

function approve(owner: Account, spender: Account, amount: bigint): Promise<Sent> {
  return chain.send(call(owner, postOffice, 'approve', [spender.address, NATIVE, amount]))
}

function take(spender: Account, owner: Account, to: Account, amount: bigint) {
  return call(spender, postOffice, 'transferFrom', [owner.address, to.address, NATIVE, amount])
}

function onChain(owner: Account, spender: Account): Promise<bigint> {
  const args = [owner.address, spender.address, NATIVE] as const
  return chain.client.readContract({ ...postOffice, functionName: 'allowance', args })
}

async function balances(...accounts: Account[]) {
  const rows = []
  for (const { address } of accounts) {
    rows.push(...(await chain.rows('balance', { account: lower(address) })))
  }
  return rows
}

function allowancesOf(owner: Account, spender: Account) {
  return chain.rows('allowance', { owner: lower(owner.address), spender: lower(spender.address) })
}

function allowances(owner: Account) {
  return chain.rows('allowance', { owner: lower(owner.address) })
}

function balance(account: Account, amount: bigint, { blockNumber: sinceBlock }: Sent) {
  const token = zeroAddress
  return { chainId: chain.chainId, account: lower(account.address), token, amount, sinceBlock }
}

function allowance(owner: Account, spender: Account, amount: bigint, sent: Sent) {
  return {
    chainId: chain.chainId,
    owner: lower(owner.address),
    spender: lower(spender.address),
    token: zeroAddress,
    amount,
    sinceBlock: sent.blockNumber,
  }
}

function transfer(
  sent: Sent,
  move: { caller: Account; from?: Account; to?: Account; amount: bigint },
) {
  return {
    ...sent.place('Transfer'),
    caller: lower(move.caller.address),
    from: lower(move.from?.address ?? zeroAddress),
    to: lower(move.to?.address ?? zeroAddress),
    token: zeroAddress,
    amount: move.amount,
  }
}
