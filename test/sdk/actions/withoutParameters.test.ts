import type { Address } from 'viem'
import { createClient, custom, pad, zeroHash } from 'viem'
import { hardhat } from 'viem/chains'
import { describe, expect, it } from 'vitest'
import { addresses } from '../../../generated/addresses.ts'
import { getRegistry } from '../../../sdk/src/actions/getRegistry.ts'
import { usePostOfficeNonce } from '../../../sdk/src/actions/usePostOfficeNonce.ts'
import { useRegistryNonce } from '../../../sdk/src/actions/useRegistryNonce.ts'
import { pennypostActions } from '../../../sdk/src/pennypostActions.ts'

const account: Address = '0x00000000000000000000000000000000000000aa'
const registry: Address = '0x00000000000000000000000000000000000000bb'

/** A node that answers each call alike. */
const client = createClient({
  ...{ account, chain: hardhat },
  transport: custom({
    request: ({ method }) => {
      if (method === 'eth_call') return Promise.resolve(pad(registry))
      if (method === 'eth_sendTransaction') return Promise.resolve(zeroHash)
      if (method === 'eth_estimateGas') return Promise.resolve('0x5208')
      if (method === 'eth_chainId') return Promise.resolve('0x7a69')
      return Promise.reject(new Error(`It was asked for ${method}`))
    },
  }),
})

describe('what takes no parameters', () => {
  it('is read without', async () => {
    expect(await getRegistry(client)).toBe(registry)
    expect(await client.extend(pennypostActions()).getRegistry()).toBe(registry)
  })

  it.each([
    ['usePostOfficeNonce', usePostOfficeNonce, addresses.PostOffice],
    ['useRegistryNonce', useRegistryNonce, addresses.InboxRegistry],
  ] as const)('is sent without, in each way: %s', async (name, action, to) => {
    expect(await action(client)).toBe(zeroHash)
    expect(await client.extend(pennypostActions())[name]()).toBe(zeroHash)
    expect(await action.simulate(client)).toBe(BigInt(registry))
    expect(await action.estimateGas(client)).toBe(21_000n)
    expect(action.call(addresses)).toMatchObject({ to, value: 0n })
  })
})
