import type { Address } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { toMovement } from '../../../api/answers/movement.ts'
import type { Database } from '../../../api/queries/database.ts'
import { openDatabase } from '../../../api/queries/database.ts'
import { readMovements } from '../../../api/queries/movements.ts'
import type { Movement } from '../../../protocol/wire/movement.ts'
import type { IndexedChain } from '../support/indexedChain.ts'
import { startIndexedChain } from '../support/indexedChain.ts'
import { lower } from '../support/lower.ts'
import type { Cast } from '../support/story.ts'
import { cast, chapter, opening } from '../support/story.ts'

let chain: IndexedChain
let database: Database
let people: Cast

beforeAll(async () => {
  chain = await startIndexedChain()
  people = await cast(chain)
  await opening(chain, people)
  await chapter(chain, people, 1)
  await chapter(chain, people, 2)
  await chain.untilCaughtUp()
  database = openDatabase({ url: chain.databaseUrl, caip2: 'eip155:31337', connections: 1 })
})
afterAll(async () => {
  await database?.close()
  await chain?.stop()
})

async function movementsOf(account: Address): Promise<Movement[]> {
  const tables = { id: chain.chainId, schema: `chain_${chain.chainId}_v1`, database }
  const page = { after: undefined, count: 201 }
  const { movements } = await readMovements(tables, lower(account) as Address, page, undefined)
  return movements.map((row) => toMovement(row, lower(account) as Address))
}

/** What the API tells of balances, from what the indexer writes of a chain. */
describe('movements', () => {
  it('add up to what the contract says, each with its cause', async () => {
    for (const { address } of Object.values(people)) {
      const movements = await movementsOf(address)
      expect(movements.length).toBeGreaterThan(0)
      const sum = movements.reduce((total, { kind, amount }) => {
        if (kind === 'self') return total
        const isIn = kind === 'deposit' || kind === 'credit'
        return isIn ? total + BigInt(amount) : total - BigInt(amount)
      }, 0n)
      const args = [address, 0n] as const
      const { postOffice } = chain.contracts
      expect(sum).toBe(
        await chain.client.readContract({ ...postOffice, functionName: 'balanceOf', args }),
      )
      for (const { kind, cause, hasMoreStamps } of movements) {
        if (kind === 'credit' || kind === 'debit') expect(cause).toBeDefined()
        expect(hasMoreStamps).toBeUndefined()
      }
    }
  })

  it('name the stamps whose shares make them up', async () => {
    const stamps = new Map((await chain.rows('stamp')).map((row) => [row.stampId, row]))
    const all = (
      await Promise.all(Object.values(people).map(({ address }) => movementsOf(address)))
    ).flat()
    const shares = all.filter(({ cause }) => cause === 'carriage' || cause === 'stake')
    const ofStamps = shares.filter(({ mailingId }) => mailingId === undefined)
    expect(ofStamps.length).toBeGreaterThan(3)
    for (const { cause, amount, stampIds = [] } of ofStamps) {
      const sum = stampIds.reduce(
        (total, id) => total + (stamps.get(id)?.[cause as 'carriage' | 'stake'] as bigint),
        0n,
      )
      expect(amount).toBe(String(sum))
    }
  })
})
