import type { Address, Hex, TransactionReceipt } from 'viem'
import { encodeFunctionData, getAddress, keccak256, parseEther, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listCursors } from '../../../api/cursor.ts'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import { postOfficeDomain, stampTypes } from '../../../protocol/eip712/postOffice.ts'
import { inboxIdOf, mailingIdOf, stampIdOf } from '../../../protocol/ids.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import type { Movement } from '../../../protocol/wire/movement.ts'
import { movementsResponse } from '../../../protocol/wire/movement.ts'
import type { BareContracts } from '../../helpers/bareContracts.ts'
import { BARE_START, createBareContracts } from '../../helpers/bareContracts.ts'
import { ask, askProblem } from '../ask.ts'
import { writeReceipts } from '../ledgerRows.ts'
import { walk } from '../pages.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'

/*
listMovements, of what the contracts really emit
├── deposit, withdrawal, transfer, transfer to itself
├── postage
│   ├── from the balance, by its sender, its operator, within an allowance, or signed for
│   └── native and more than needed → the surplus
├── credits of admit, collect, returnToSender, expire, of many stamps at once
│   ├── every share of every stamp is in exactly one movement, and makes up its amount
│   └── also where relay and payout are one account, and calls are bundled
├── mailings: opened, admitted, collected, closed
├── all credits less all debits are the balance
└── pages and cursors as of every list
*/

const DAY = 86_400
const HOUR = 3_600
const chainId = 31337

type Caller = Address

let contracts: BareContracts
let world: World
let chain: WorldChain
const sent: { receipt: TransactionReceipt; timestamp: number }[] = []

beforeAll(async () => {
  contracts = await createBareContracts()
  world = await startWorld([chainId])
  ;[chain] = world.chains as [WorldChain]
  await play()
  await writeReceipts(chain.tables, chainId, sent)
})
afterAll(async () => {
  await world?.stop()
  await contracts?.close()
})

const path = (account: Address, query = '') =>
  `/v1/accounts/${account}/movements?chain=eip155:31337${query}`

async function movementsOf(account: Address, token?: Address): Promise<Movement[]> {
  const pages = await walk(
    world.app,
    path(account, `&limit=7${token ? `&token=${token}` : ''}`),
    movementsResponse,
  )
  return pages.flatMap(({ movements }) => movements)
}

/** What the story did, by name. */
const accounts: Record<string, Address> = {}
const stamps: Record<string, Stamp> = {}
const receipts: Record<string, TransactionReceipt> = {}
const mailings: Record<string, Mailing> = {}
/** All stamps of the random part, and what became of them. */
const random: Stamp[] = []
const idOf = (stamp: Stamp): Hex =>
  stampIdOf({ chainId, postOffice: contracts.office.address, stamp })
const idOfMailing = (mailing: Mailing): Hex =>
  mailingIdOf({ chainId, postOffice: contracts.office.address, mailing })
const inTransaction = (movements: Movement[], name: string) =>
  movements.filter(({ transaction }) => transaction === receipts[name]?.transactionHash)

describe('listMovements', () => {
  it('tells who paid a deposit in, and who was paid a withdrawal out', async () => {
    const movements = await movementsOf(account('alice'))
    expect(inTransaction(movements, 'deposit')).toEqual([
      {
        kind: 'deposit',
        token: zeroAddress,
        amount: '1000',
        counterparty: getAddress(account('payer')),
        caller: getAddress(account('payer')),
        blockNumber: String(receipts.deposit?.blockNumber),
        logIndex: 0,
        timestamp: expect.any(Number),
        transaction: receipts.deposit?.transactionHash,
      },
    ])
    expect(inTransaction(movements, 'withdraw')).toMatchObject([
      { kind: 'withdrawal', amount: '30', counterparty: getAddress(account('bob')) },
    ])
    expect(inTransaction(await movementsOf(account('payer')), 'deposit')).toEqual([])
  })

  it('tells both sides of a transfer, and that one to itself changes nothing', async () => {
    const [alice, bob] = [await movementsOf(account('alice')), await movementsOf(account('bob'))]
    expect(inTransaction(alice, 'transfer')).toMatchObject([
      { kind: 'debit', cause: 'transfer', amount: '70', counterparty: getAddress(account('bob')) },
    ])
    expect(inTransaction(bob, 'transfer')).toMatchObject([
      { kind: 'credit', cause: 'transfer', counterparty: getAddress(account('alice')) },
    ])
    expect(inTransaction(bob, 'to itself')).toMatchObject([
      { kind: 'self', cause: 'transfer', amount: '5' },
    ])
  })

  it.each(['post', 'postFor', 'postFrom by operator', 'postFrom by allowance'])(
    'tells what postage of %s was for',
    async (name) => {
      const [movement, ...rest] = inTransaction(await movementsOf(account('alice')), name)
      expect(rest).toEqual([])
      expect(movement).toMatchObject({
        kind: 'debit',
        cause: 'postage',
        amount: name === 'post' ? '21' : '25',
        stampIds: [idOf(stamps[name] as Stamp)],
        caller: getAddress(account(name.startsWith('postF') ? 'bob' : 'alice')),
      })
      expect(movement).not.toHaveProperty('hasMoreStamps')
    },
  )

  it('tells what many stamps took of a balance, and what was sent too much', async () => {
    const movements = await movementsOf(account('alice'))
    const all = ['many 2', 'many 1', 'many 0'].map((name) => idOf(stamps[name] as Stamp))
    expect(inTransaction(movements, 'postMany')).toMatchObject([
      { kind: 'debit', cause: 'postage', amount: '75', stampIds: all },
    ])
    expect(inTransaction(movements, 'post with surplus')).toMatchObject([
      {
        kind: 'credit',
        cause: 'surplus',
        amount: '7',
        stampIds: [idOf(stamps['post with surplus'] as Stamp)],
      },
    ])
  })

  it('tells nothing of postage that was paid straight from a wallet', async () => {
    expect(inTransaction(await movementsOf(account('alice')), 'post by value')).toEqual([])
  })

  it('tells the life of a mailing', async () => {
    const mailingId = idOfMailing(mailings.first as Mailing)
    const alice = await movementsOf(account('alice'))
    expect(inTransaction(alice, 'openMailing')).toMatchObject([
      { kind: 'debit', cause: 'postage', amount: '60', mailingId },
    ])
    expect(inTransaction(await movementsOf(account('relay 0')), 'admitMailing')).toMatchObject([
      { kind: 'credit', cause: 'carriage', amount: '20', mailingId },
    ])
    const payouts = [await movementsOf(account('relay 0')), await movementsOf(account('wallet 1'))]
    expect(inTransaction(payouts[0] as Movement[], 'collectMail 0')).toMatchObject([
      { kind: 'credit', cause: 'stake', amount: '20', mailingId, letters: 2 },
    ])
    expect(inTransaction(payouts[1] as Movement[], 'collectMail 1')).toMatchObject([
      { kind: 'credit', cause: 'stake', amount: '10', mailingId, letters: 1 },
    ])
    expect(inTransaction(alice, 'closeMailing')).toMatchObject([
      { kind: 'credit', cause: 'refund', amount: '10', mailingId },
    ])
    expect(inTransaction(alice, 'closeMailing')[0]).not.toHaveProperty('letters')
  })

  it('puts every share of every stamp into exactly one movement, which they make up', async () => {
    const all = (await Promise.all(Object.values(accounts).map((who) => movementsOf(who)))).flat()
    const settling = all.filter(
      ({ cause, stampIds }) =>
        cause !== 'postage' && cause !== 'surplus' && stampIds?.some((id) => byId.has(id)),
    )
    expect(settling.length).toBeGreaterThan(100)
    expect(settling.filter(({ stampIds = [] }) => stampIds.length > 1).length).toBeGreaterThan(20)
    for (const movement of settling) {
      const sum = (movement.stampIds ?? []).reduce(
        (total, id) => total + shareOf(id, movement.cause),
        0n,
      )
      expect([movement.amount, movement.hasMoreStamps]).toEqual([String(sum), undefined])
    }
    const named = settling.flatMap(({ cause, stampIds = [], token }) =>
      stampIds.map((id) => `${id} ${cause === 'carriage' ? cause : 'stake'} ${token}`),
    )
    const due = [...byId].flatMap(([id, stamp]) => {
      const token = getAddress(stamp.token)
      const isPaid = stamp.carriage > 0n && !unpaid.has(id)
      return [`${id} stake ${token}`, ...(isPaid ? [`${id} carriage ${token}`] : [])]
    })
    expect(named.toSorted()).toEqual(due.toSorted())
  })

  it('leaves no movement of the contracts unexplained, and adds up to the balance', async () => {
    for (const who of Object.values(accounts)) {
      for (const token of [zeroAddress, contracts.token.address]) {
        const movements = await movementsOf(who, token)
        const sum = movements.reduce((total, { kind, amount }) => {
          if (kind === 'self') return total
          return kind === 'deposit' || kind === 'credit'
            ? total + BigInt(amount)
            : total - BigInt(amount)
        }, 0n)
        expect(sum).toBe(await contracts.office.read.balanceOf([who, BigInt(token)]))
        for (const movement of movements) {
          expect(getAddress(movement.token)).toBe(getAddress(token))
          if (['credit', 'debit'].includes(movement.kind)) expect(movement.cause).toBeDefined()
        }
      }
    }
  })

  it('comes newest first, the same in pages of any size, and those of a token alone', async () => {
    const who = account('relay 0')
    const { movements: all } = await ask(world.app, path(who, '&limit=200'), movementsResponse)
    expect(all.length).toBeGreaterThan(20)
    const places = all.map(({ blockNumber, logIndex }) => Number(blockNumber) * 10_000 + logIndex)
    expect(places).toEqual(places.toSorted((a, b) => b - a))
    expect(new Set(places).size).toBe(places.length)
    for (const limit of [1, 3, 200]) {
      const pages = await walk(world.app, path(who, `&limit=${limit}`), movementsResponse)
      expect(pages.flatMap(({ movements }) => movements)).toEqual(all)
    }
    expect(await movementsOf(who, contracts.token.address)).toEqual(
      all.filter(({ token }) => token === getAddress(contracts.token.address)),
    )
  })

  it('has none of the address 0, which stands for the escrow', async () => {
    const { movements, nextCursor } = await ask(world.app, path(zeroAddress), movementsResponse)
    expect({ movements, nextCursor }).toEqual({ movements: [], nextCursor: undefined })
  })

  it.each([
    ['&token=x', '/token'],
    ['&limit=0', '/limit'],
    ['&limit=201', '/limit'],
    ['&cursor=x', '/cursor'],
    ['&kind=credit', '/kind'],
  ])('refuses %s', async (query, pointer) => {
    const problem = await askProblem(world.app, path(account('alice'), query), 'invalid_request')
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer])
  })

  it('refuses a cursor with numbers that no event has, although it is sealed', async () => {
    const list = ['listMovements', 'eip155:31337', account('alice').toLowerCase(), undefined]
    const cursors = listCursors(list, z.array(z.any()))
    for (const position of [[2 ** 53, 1], [1, 2 ** 31], [1.5, 1], [1, '1'], [1]]) {
      const { nextCursor } = cursors.cut([1, 2], 1, () => position)
      const bad = path(account('alice'), `&cursor=${nextCursor}`)
      await askProblem(world.app, bad, 'invalid_request')
    }
  })

  it('refuses the cursor of another account or token', async () => {
    const { nextCursor } = await ask(
      world.app,
      path(account('alice'), '&limit=1'),
      movementsResponse,
    )
    for (const other of [path(account('bob')), path(account('alice'), `&token=${zeroAddress}`)]) {
      await askProblem(world.app, `${other}&cursor=${nextCursor}`, 'invalid_request')
    }
  })
})

/** The stamps of the random part, by their ids. */
let byId: ReadonlyMap<string, Stamp>

/** What an account has of a stamp. */
function shareOf(id: string, cause: Movement['cause']): bigint {
  const { stake, carriage } = byId.get(id) as Stamp
  if (cause === 'carriage') return carriage
  return stake + (unpaid.has(id) ? carriage : 0n)
}

/** Stamps whose carriage went back to the sender. */
const unpaid = new Set<string>()

function account(name: string): Address {
  const known = accounts[name]
  if (!known) throw new Error(`There is no ${name}`)
  return known
}

type Call = Parameters<typeof encodeFunctionData<typeof postOfficeAbi>>[0]

/** Sends a call of the PostOffice, or several as one multicall. */
async function send(
  from: Caller,
  calls: Omit<Call, 'abi'> | Omit<Call, 'abi'>[],
  options: { value?: bigint; name?: string } = {},
): Promise<TransactionReceipt> {
  const encode = (call: Omit<Call, 'abi'>) =>
    encodeFunctionData({ abi: postOfficeAbi, ...call } as never)
  const data = Array.isArray(calls)
    ? encodeFunctionData({
        abi: postOfficeAbi,
        functionName: 'multicall',
        args: [calls.map(encode)],
      })
    : encode(calls)
  const { office, viem, client } = contracts
  const wallet = await viem.getWalletClient(from)
  const { value = 0n } = options
  const hash = await wallet.sendTransaction({ to: office.address, data, value })
  const receipt = await client.waitForTransactionReceipt({ hash })
  if (receipt.status !== 'success') throw new Error('Reverted')
  const { timestamp } = await client.getBlock({ blockNumber: receipt.blockNumber })
  sent.push({ receipt, timestamp: Number(timestamp) })
  if (options.name) receipts[options.name] = receipt
  return receipt
}

let letters = 0
const letter = () => keccak256(toHex(`letter ${++letters}`))

/** Everything that the tests look at. Amounts of the random part are such that no sums of different stamps are the same. */
async function play(): Promise<void> {
  const { office, registry, token, accounts: all } = contracts
  const names = [
    ...['alice', 'bob', 'payer', 'relay 0', 'relay 1', 'wallet 0', 'wallet 1', 'wallet 2'],
  ]
  for (const [i, name] of names.entries()) accounts[name] = all[i]?.address as Address
  const inboxes: Hex[] = []
  for (const i of [0, 1, 2]) {
    const wallet = account(`wallet ${i}`)
    await registry.write.register([0n, zeroAddress, []], { account: wallet })
    const inboxId = inboxIdOf(wallet, 0n)
    inboxes.push(inboxId)
    for (const asked of [zeroAddress, token.address]) {
      await office.write.setTerms([inboxId, asked, 1n, HOUR, true], { account: wallet })
    }
  }
  // The payout of the first is a relay, and the other two have one payout between them.
  await office.write.setPayout([inboxes[0] as Hex, account('relay 0')], {
    account: account('wallet 0'),
  })
  await office.write.setPayout([inboxes[2] as Hex, account('wallet 1')], {
    account: account('wallet 2'),
  })
  await ledgerStory(inboxes as [Hex, Hex, Hex])
  await mailingStory(inboxes as [Hex, Hex, Hex])
  await randomStory(inboxes)
}

function stampOf(inboxId: Hex, fields: Partial<Stamp> = {}): Stamp {
  return {
    sender: account('alice'),
    relay: account('relay 1'),
    token: zeroAddress,
    inboxId,
    letterHash: letter(),
    carriage: 5n,
    stake: 20n,
    expiresAt: BARE_START + 20 * DAY,
    ...fields,
  }
}

const inputOf = ({ sender: _, ...input }: Stamp) => input

async function ledgerStory([inboxId]: [Hex, Hex, Hex]): Promise<void> {
  const [alice, bob] = [account('alice'), account('bob')]
  const native = BigInt(zeroAddress)
  const keep = (name: string) => {
    const stamp = stampOf(inboxId)
    stamps[name] = stamp
    return stamp
  }
  const deposit = { functionName: 'deposit', args: [zeroAddress, alice, 1_000n] } as const
  await send(account('payer'), deposit, { value: 1_000n, name: 'deposit' })
  await send(
    alice,
    { functionName: 'withdraw', args: [zeroAddress, 30n, bob] },
    { name: 'withdraw' },
  )
  await send(alice, { functionName: 'transfer', args: [bob, native, 70n] }, { name: 'transfer' })
  await send(bob, { functionName: 'transfer', args: [bob, native, 5n] }, { name: 'to itself' })
  const post = (name: string) => ({ functionName: 'post', args: [inputOf(keep(name))] }) as const
  // Of 25, 4 are sent along: 21 come from the balance.
  await send(alice, post('post'), { value: 4n, name: 'post' })
  await send(alice, post('post by value'), { value: 25n, name: 'post by value' })
  await send(alice, post('post with surplus'), { value: 32n, name: 'post with surplus' })
  const many = [0, 1, 2].map((i) => inputOf(keep(`many ${i}`)))
  await send(alice, { functionName: 'postMany', args: [many] }, { name: 'postMany' })

  const { viem, office } = contracts
  const signer = await viem.getWalletClient(alice)
  const signed = keep('postFor')
  const signature = await signer.signTypedData({
    domain: postOfficeDomain(chainId, office.address),
    types: stampTypes,
    primaryType: 'Stamp',
    message: signed,
  })
  const args = [alice, inputOf(signed), signature] as const
  await send(bob, { functionName: 'postFor', args }, { name: 'postFor' })
  const from = (name: string) =>
    ({ functionName: 'postFrom', args: [alice, inputOf(keep(name))] }) as const
  await send(alice, { functionName: 'setOperator', args: [bob, true] })
  await send(bob, from('postFrom by operator'), { name: 'postFrom by operator' })
  await send(alice, { functionName: 'setOperator', args: [bob, false] })
  await send(alice, { functionName: 'approve', args: [bob, native, 100n] })
  await send(bob, from('postFrom by allowance'), { name: 'postFrom by allowance' })
}

async function mailingStory(inboxes: [Hex, Hex, Hex]): Promise<void> {
  const [alice, relay] = [account('alice'), account('relay 0')]
  const lettersOf = [inboxes[0], inboxes[0], inboxes[1], inboxes[2]].map((inboxId) => ({
    inboxId,
    letterHash: letter(),
  }))
  const { root, count, proof } = await mailingTree(lettersOf)
  const mailing: Mailing = {
    sender: alice,
    relay,
    token: zeroAddress,
    root,
    carriage: 5n,
    stake: 10n,
    count,
    expiresAt: BARE_START + 2 * DAY,
  }
  mailings.first = mailing
  const claim = (index: number) => ({
    index,
    ...(lettersOf[index] as (typeof lettersOf)[0]),
    proof: proof(index),
  })
  await send(alice, { functionName: 'openMailing', args: [mailing, ''] }, { name: 'openMailing' })
  await send(relay, { functionName: 'admitMailing', args: [mailing] }, { name: 'admitMailing' })
  const collect = (...indexes: number[]) =>
    ({ functionName: 'collectMail', args: [mailing, indexes.map(claim)] }) as const
  await send(account('wallet 0'), collect(0, 1), { name: 'collectMail 0' })
  await send(account('wallet 1'), collect(2), { name: 'collectMail 1' })
  await nextAt(mailing.expiresAt)
  await send(
    account('payer'),
    { functionName: 'closeMailing', args: [mailing] },
    { name: 'closeMailing' },
  )
}

async function nextAt(seconds: number): Promise<void> {
  const test = await contracts.viem.getTestClient()
  await test.setNextBlockTimestamp({ timestamp: BigInt(seconds) })
}

async function randomStory(inboxes: Hex[]): Promise<void> {
  const { token, office } = contracts
  const payer = account('payer')
  await token.write.mint([payer, parseEther('1000')])
  await token.write.approve([office.address, parseEther('1000')], { account: payer })
  for (let round = 0; round < 12; round++) {
    const posted = [
      ...(await postRandom(inboxes, zeroAddress)),
      ...(await postRandom(inboxes, token.address)),
    ]
    random.push(...posted)
    left.push(...(await settleRandom(inboxes, posted)))
  }
  byId = new Map(random.map((stamp) => [idOf(stamp), stamp]))
  for (const stamp of left) if (!paidEarly.has(stamp)) unpaid.add(idOf(stamp))
  await nextAt(BARE_START + 21 * DAY)
  for (const some of [left.slice(0, 10), left.slice(10)]) {
    await send(account('bob'), { functionName: 'expire', args: [shuffled(some)] })
  }
}

const relays = () => [account('relay 0'), account('relay 1'), account('wallet 1')]

async function postRandom(inboxes: Hex[], token: Address): Promise<Stamp[]> {
  const sender = account('payer')
  const some = Array.from({ length: 10 }, () =>
    stampOf(pick(inboxes), {
      sender,
      token,
      relay: pick(relays()),
      carriage: next(5) === 0 ? 0n : BigInt(1 + next(1e12)),
      stake: BigInt(1 + next(1e12)),
    }),
  )
  const postage = some.reduce((sum, { carriage, stake }) => sum + carriage + stake, 0n)
  const value = token === zeroAddress ? postage : 0n
  await send(sender, { functionName: 'postMany', args: [some.map(inputOf)] }, { value })
  return some
}

/** Has relays and recipients settle some in bundled calls; gives those that are left. */
async function settleRandom(inboxes: Hex[], posted: Stamp[]): Promise<Stamp[]> {
  const settled = new Set<Stamp>()
  const take = (mine: (stamp: Stamp) => boolean, most: number) => {
    const open = posted.filter((stamp) => !settled.has(stamp) && mine(stamp))
    const some = shuffled(open).slice(0, next(most + 1))
    for (const stamp of some) settled.add(stamp)
    return some
  }
  for (const relay of shuffled(relays())) {
    const mine = (stamp: Stamp) => stamp.relay === relay
    const admitted = shuffled(posted.filter(mine)).slice(0, next(8))
    for (const stamp of admitted) paidEarly.add(stamp)
    await send(relay, [
      { functionName: 'admit', args: [admitted] },
      { functionName: 'collect', args: [take(mine, 5)] },
      { functionName: 'collect', args: [take(mine, 3)] },
    ])
  }
  for (const i of shuffled([0, 1, 2])) {
    const mine = (stamp: Stamp) => stamp.inboxId === inboxes[i]
    await send(account(`wallet ${i}`), [
      { functionName: 'returnToSender', args: [take(mine, 3)] },
      { functionName: 'collect', args: [take(mine, 3)] },
    ])
  }
  return posted.filter((stamp) => !settled.has(stamp))
}

const next = generator(7)
const pick = <T>(from: readonly T[]): T => from[next(from.length)] as T
const shuffled = <T>(from: readonly T[]): T[] =>
  from
    .map((one) => [next(1e6), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one)

const left: Stamp[] = []
const paidEarly = new Set<Stamp>()

/** Numbers below a bound, the same at every run. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return Math.floor((state / 2_147_483_647) * below)
  }
}
