import { getAddress, zeroAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { mailingResponse } from '../../../protocol/wire/mailing.ts'
import { ask, askProblem } from '../ask.ts'
import { genesisTime } from '../fakeChain.ts'
import { address, bytes32, hour } from '../verifyScene.ts'
import type { World, WorldChain } from '../world.ts'
import { startWorld } from '../world.ts'
import { insertMailing } from './mailingScene.ts'

/*
getMailing
├── given a chain has it → the mailing, its steps oldest first, asOf of that chain
│   ├── not closed, at or past expiresAt → canClose
│   ├── else → not
│   ├── letters collected → counted, up to 10,000
│   └── strange text in its uri → as it is
├── given no chain has it → mailing_not_found, naming the chains
└── given a chain is unfit
    ├── when another has the mailing → answered
    └── when none has → the problem of the unfit chain, as it may have it
*/

const mailingId = bytes32('mailing')

let world: World
let first: WorldChain
let second: WorldChain

beforeAll(async () => {
  world = await startWorld([31337, 31338])
  ;[first, second] = world.chains as [WorldChain, WorldChain]
})
beforeEach(async () => {
  for (const { tables } of world.chains) await tables.run('truncate mailing, mailing_step, mail')
  first.fake.isDown = false
  world.clock.now = genesisTime * 1000 + 60_000
  await Promise.all(world.chains.map(({ index }) => index()))
})
afterAll(() => world.stop())

const read = () => ask(world.app, `/v1/mailings/${mailingId}`, mailingResponse)

describe('getMailing', () => {
  it('reads a mailing from the chain that has it', async () => {
    await insertMailing(second, {
      relay: address('relay'),
      carriage: 2n ** 96n - 1n,
      count: 2 ** 32 - 1,
      carriageAsked: 7n,
      carriageMet: true,
    })
    const { mailing, steps, canClose, collected, hasLeaves, asOf } = await read()
    expect(asOf.chain).toBe('eip155:31338')
    expect({ steps, canClose, hasLeaves }).toEqual({ steps: [], canClose: false, hasLeaves: false })
    expect(collected).toEqual({ letters: 0, isMore: false })
    expect(mailing).toEqual({
      mailingId,
      sender: getAddress(address('payer')),
      relay: getAddress(address('relay')),
      token: zeroAddress,
      root: bytes32('root'),
      carriage: '79228162514264337593543950335',
      stake: '5',
      count: 4_294_967_295,
      expiresAt: genesisTime + hour,
      uri: '',
      status: 'open',
      carriageAsked: '7',
      carriagePaid: false,
      openedBlock: '5',
      openedBlockHash: bytes32('block 5'),
      openedAt: genesisTime + 5,
      openedTransaction: bytes32('opened'),
      closedAt: null,
      refund: null,
    })
  })

  it('tells its life, oldest first', async () => {
    await insertMailing(first, { status: 'closed', closedAt: genesisTime + 9, refund: 3n })
    const step = (blockNumber: number, logIndex: number) => ({
      ...{ chainId: first.id, mailingId, blockNumber, logIndex },
      blockHash: bytes32(`block ${blockNumber}`),
      timestamp: genesisTime + blockNumber,
      transaction: bytes32(`${blockNumber} ${logIndex}`),
    })
    await first.tables.insert(
      schema.mailingStep,
      { ...step(9, 1), step: 'closed', refund: 3n, carriageTo: address('relay') },
      { ...step(5, 2), step: 'admitted', carriageTo: address('relay') },
      { ...step(5, 1), step: 'opened' },
    )
    const { steps, mailing, canClose } = await read()
    expect(mailing).toMatchObject({ status: 'closed', closedAt: genesisTime + 9, refund: '3' })
    expect(canClose).toBe(false)
    expect(steps.map(({ step, refund, carriageTo }) => [step, refund, carriageTo])).toEqual([
      ['opened', null, null],
      ['admitted', null, getAddress(address('relay'))],
      ['closed', '3', getAddress(address('relay'))],
    ])
    expect(steps[2]).toMatchObject({ blockNumber: '9', timestamp: genesisTime + 9, logIndex: 1 })
  })

  it.each([
    [-1, 'open', false],
    [0, 'open', true],
    [1, 'admitted', true],
    [1, 'closed', false],
  ] as const)('%i s after expiresAt, %s: canClose %s', async (seconds, status, canClose) => {
    const expiresAt = genesisTime + 100
    await insertMailing(first, { expiresAt, status })
    world.clock.now = (expiresAt + seconds) * 1_000
    await first.index()
    await second.index()
    expect((await read()).canClose).toBe(canClose)
  })

  it('counts what was collected, up to 10,000', async () => {
    await insertMailing(first, { count: 20_000 })
    const collect = (from: number, to: number) =>
      first.tables.run(`insert into mail
        select ${first.id}, '${mailingId}', i, '${bytes32('inbox')}', '${bytes32('letter')}',
          '${address('payout')}', 6, i, '${bytes32('block 6')}', 6, '${bytes32('tx')}'
        from generate_series(${from}, ${to}) i`)
    await collect(0, 9_999)
    expect((await read()).collected).toEqual({ letters: 10_000, isMore: false })
    await collect(10_000, 10_000)
    expect((await read()).collected).toEqual({ letters: 10_000, isMore: true })
  })

  it('hands on whatever text a stranger gave as uri', async () => {
    const uri = 'javascript:alert(1)\n"\u202e\u{1f4ec}\'; drop table mailing --'
    await insertMailing(first, { uri })
    expect((await read()).mailing.uri).toBe(uri)
  })

  it('is not there', async () => {
    const { detail } = await askProblem(world.app, `/v1/mailings/${mailingId}`, 'mailing_not_found')
    expect(detail).toBe(
      `No mailing ${mailingId} on eip155:31337, eip155:31338. Check the id; a new mailing is found once its block is indexed.`,
    )
  })

  it('is answered while a chain that does not have it is unfit, and not while one may have it', async () => {
    await insertMailing(second, {})
    first.fake.isDown = true
    world.clock.now += 6_000
    await second.index()
    expect((await read()).asOf.chain).toBe('eip155:31338')
    await second.tables.run('truncate mailing')
    await askProblem(world.app, `/v1/mailings/${mailingId}`, 'index_stale')
  })

  it.each(['0x12', `${mailingId}0`, 'x'])('refuses the id %s', async (id) => {
    const { errors } = await askProblem(world.app, `/v1/mailings/${id}`, 'invalid_request')
    expect(errors).toMatchObject([{ in: 'path', pointer: '/mailingId' }])
  })
})
