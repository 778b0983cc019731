import { pad, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { inboxRegistry } from '../../../sdk/src/chain/inboxRegistry.ts'
import { postOffice } from '../../../sdk/src/chain/postOffice.ts'
import { readMany } from '../../../sdk/src/chain/readMany.ts'
import { relayRegistry } from '../../../sdk/src/chain/relayRegistry.ts'
import { NATIVE, postOfficeScene, STAKE, WINDOW } from '../support/postOfficeScene.ts'

const scene = postOfficeScene()

const strangers = (count: number) =>
  Array.from({ length: count }, (_, n) => pad(toHex(n + 1), { size: 20 }))

describe('readMany', () => {
  it('asks any of the contracts, and answers in order, typed as the view is', async () => {
    const { stranger, wallet, relay, contracts, inboxId } = scene()
    const [other, own] = [stranger.account.address, wallet.account.address]
    const inboxIds = await readMany(stranger, {
      ...{ contract: inboxRegistry, functionName: 'inboxOf', contracts },
      args: [[other], [own]],
    })
    expect(inboxIds).toEqual([zeroHash, inboxId])
    const quotes = await readMany(stranger, {
      ...{ contract: postOffice, functionName: 'quote', contracts },
      args: [[inboxId, NATIVE, other]],
    })
    const [[stake, window] = []] = quotes
    expect({ stake, window }).toEqual({ stake: STAKE, window: WINDOW })
    const relays = await readMany(stranger, {
      ...{ contract: relayRegistry, functionName: 'carriageOf', contracts },
      args: [[relay.account.address, NATIVE]],
    })
    expect(relays).toHaveLength(1)
  })

  it('takes one request for each 500, and says after each how far it is', async () => {
    const { stranger, contracts } = scene()
    const told: number[] = []
    const inboxIds = await readMany(stranger, {
      ...{ contract: inboxRegistry, functionName: 'inboxOf', contracts },
      args: strangers(501).map((address) => [address] as const),
      onProgress: (answered) => told.push(answered),
    })
    expect(inboxIds).toEqual(new Array(501).fill(zeroHash))
    expect(told).toEqual([500, 501])
  })

  it('asks nothing where there is nothing to ask', async () => {
    const { stranger, contracts } = scene()
    const nothing = { contract: postOffice, functionName: 'stampStatus', args: [] } as const
    expect(await readMany(stranger, { ...nothing, contracts })).toEqual([])
  })
})
