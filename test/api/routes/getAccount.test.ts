import type { Address } from 'viem'
import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as schema from '../../../indexer/ponder.schema.ts'
import { accountResponse } from '../../../protocol/wire/account.ts'
import { ask, askProblem } from '../ask.ts'
import type { Scene } from '../verifyScene.ts'
import { address, head, native, startScene } from '../verifyScene.ts'

/*
getAccount
├── given nothing → empty lists
├── given balances → those above 0, by token, page by page
├── given allowances and operators → those in force, newest first
├── given 200 or 201 of them → 200, and whether there are more
└── given a cursor or limit that is none → invalid_request
*/

const account = address('account')

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(() => scene.chain.tables.run('truncate balance, allowance, operator'))
afterAll(() => scene.stop())

const path = (query = '') => `/v1/accounts/${account}?chain=eip155:31337${query}`
const read = (query?: string) => ask(scene.world.app, path(query), accountResponse)

describe('getAccount', () => {
  it('reads an account that never had anything', async () => {
    expect(await read()).toMatchObject({
      account: getAddress(account),
      balances: [],
      allowances: [],
      operators: [],
      hasMore: { allowances: false, operators: false },
      asOf: { blockNumber: String(head) },
    })
  })

  it('lists balances above 0, the native one first', async () => {
    await credit(address('token'), 5n)
    await credit(native, 2n ** 200n)
    await credit(address('spent'), 0n)
    await credit(native, 1n, address('another account'))
    expect((await read()).balances).toEqual([
      { token: native, amount: (2n ** 200n).toString(), sinceBlock: '7' },
      { token: getAddress(address('token')), amount: '5', sinceBlock: '7' },
    ])
  })

  it('lists them page by page', async () => {
    const tokens = Array.from({ length: 5 }, (_, i) => address(`token ${i}`)).sort()
    for (const token of tokens) await credit(token, 1n)
    const pages: string[][] = []
    let cursor: string | undefined = ''
    while (cursor !== undefined) {
      const answer: Awaited<ReturnType<typeof read>> = await read(
        `&limit=2${cursor && `&cursor=${cursor}`}`,
      )
      pages.push(answer.balances.map(({ token }) => token))
      cursor = answer.nextCursor
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1])
    expect(pages.flat()).toEqual(tokens.map((token) => getAddress(token)))
  })

  it('has no next page after a full last one', async () => {
    await credit(native, 1n)
    await credit(address('token'), 1n)
    expect((await read('&limit=2')).nextCursor).toBeUndefined()
  })

  it('lists allowances and operators in force, newest first', async () => {
    const { id: chainId, tables } = scene.chain
    const allow = (spender: string, amount: bigint, sinceBlock: number) => ({
      chainId,
      owner: account,
      spender: address(spender),
      token: native,
      amount,
      sinceBlock,
    })
    await tables.insert(
      schema.allowance,
      allow('early', 1n, 5),
      allow('late', 2n, 6),
      allow('withdrawn', 0n, 7),
      { ...allow('of another', 9n, 8), owner: address('another account') },
    )
    const operate = (operator: string, approved: boolean, sinceBlock: number) => ({
      chainId,
      owner: account,
      operator: address(operator),
      approved,
      sinceBlock,
    })
    await tables.insert(
      schema.operator,
      operate('first', true, 5),
      operate('second', true, 6),
      operate('dismissed', false, 7),
    )
    const { allowances, operators } = await read()
    expect(allowances).toEqual([
      { spender: getAddress(address('late')), token: native, amount: '2', sinceBlock: '6' },
      { spender: getAddress(address('early')), token: native, amount: '1', sinceBlock: '5' },
    ])
    expect(operators).toEqual([
      { operator: getAddress(address('second')), sinceBlock: '6' },
      { operator: getAddress(address('first')), sinceBlock: '5' },
    ])
  })

  it.each([
    [200, 201],
    [201, 200],
  ])(
    'lists 200 of %i allowances and of %i operators, and says if there are more',
    async (...counts) => {
      const { id: chainId, tables } = scene.chain
      const [allowanceCount, operatorCount] = counts
      const common = { chainId, owner: account, sinceBlock: 5 }
      const rows = (count: number) =>
        Array.from({ length: count }, (_, i) => address(`grantee ${i}`))
      await tables.insert(
        schema.allowance,
        ...rows(allowanceCount).map((spender) => ({
          ...common,
          spender,
          token: native,
          amount: 1n,
        })),
      )
      await tables.insert(
        schema.operator,
        ...rows(operatorCount).map((operator) => ({ ...common, operator, approved: true })),
      )
      const { allowances, operators, hasMore } = await read()
      expect([allowances.length, operators.length]).toEqual([200, 200])
      expect(hasMore).toEqual({ allowances: allowanceCount > 200, operators: operatorCount > 200 })
    },
  )

  it.each([
    ['&limit=0', '/limit'],
    ['&limit=201', '/limit'],
    ['&limit=x', '/limit'],
    ['&cursor=!', '/cursor'],
    ['&cursor=', '/cursor'],
    ['&cursor=JzsgZHJvcCB0YWJsZSBiYWxhbmNl', '/cursor'],
    ['&page=2', '/page'],
  ])('refuses %s', async (query, pointer) => {
    const problem = await askProblem(scene.world.app, path(query), 'invalid_request')
    expect(problem.errors).toEqual([{ in: 'query', pointer, detail: expect.any(String) }])
  })
})

function credit(token: Address, amount: bigint, owner: Address = account): Promise<void> {
  return scene.chain.tables.insert(schema.balance, {
    chainId: scene.chain.id,
    account: owner,
    token,
    amount,
    sinceBlock: 7,
  })
}
