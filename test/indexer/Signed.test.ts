import type { Address } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { call } from './support/call.ts'
import type { IndexedChain } from './support/indexedChain.ts'
import { startIndexedChain } from './support/indexedChain.ts'
import type { Account } from './support/localClient.ts'
import { lower } from './support/lower.ts'
import type { Sent } from './support/sent.ts'

let chain: IndexedChain

beforeAll(async () => {
  chain = await startIndexedChain()
})
afterAll(() => chain?.stop())

function useNonce(signer: Account, contract: 'inboxRegistry' | 'postOffice'): Promise<Sent> {
  const { inboxRegistry, postOffice } = chain.contracts
  const calls = {
    inboxRegistry: call(signer, inboxRegistry, 'useNonce', []),
    postOffice: call(signer, postOffice, 'useNonce', []),
  }
  return chain.send(calls[contract])
}

describe('NonceVoided', () => {
  it.each([
    ['inboxRegistry', 'inbox_registry'],
    ['postOffice', 'post_office'],
  ] as const)('of %s is kept', async (contract, name) => {
    const signer = await chain.account()
    const first = await useNonce(signer, contract)
    const second = await useNonce(signer, contract)
    expect(await chain.rows('voided_nonce', { signer: lower(signer.address) })).toEqual([
      row(name, signer.address, 0n, first),
      row(name, signer.address, 1n, second),
    ])
  })

  it('of one contract is not that of the other', async () => {
    const signer = await chain.account()
    const inPostOffice = await useNonce(signer, 'postOffice')
    const inRegistry = await useNonce(signer, 'inboxRegistry')
    expect(await chain.rows('voided_nonce', { signer: lower(signer.address) })).toEqual([
      row('post_office', signer.address, 0n, inPostOffice),
      row('inbox_registry', signer.address, 0n, inRegistry),
    ])
  })
})

function row(contract: string, signer: Address, nonce: bigint, sent: Sent) {
  return { ...sent.place('NonceVoided'), contract, signer: lower(signer), nonce }
}
