import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { fc, test } from '@fast-check/vitest'
import { generateInboxId, IdentifierKind, initSync } from '@xmtp/wasm-bindings'
import type { Address } from 'viem'
import { getAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { inboxIdOf } from '../../protocol/ids.ts'
import type { Contracts } from '../protocol/support/contracts.ts'
import { deployContracts } from '../protocol/support/contracts.ts'

let contracts: Contracts

beforeAll(async () => {
  contracts = await deployContracts()
  const oracle = import.meta.resolve('@xmtp/wasm-bindings')
  initSync({ module: await readFile(fileURLToPath(new URL('bindings_wasm_bg.wasm', oracle))) })
})
afterAll(() => contracts?.close())

const address = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes): Address => getAddress(`0x${Buffer.from(bytes).toString('hex')}`))
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })

describe('InboxRegistry.deriveInboxId', () => {
  test.prop([address, uint64], { numRuns: 1_000 })(
    "is XMTP's for any wallet and nonce",
    async (wallet, nonce) => {
      const xmtp = generateInboxId(
        { identifier: wallet, identifierKind: IdentifierKind.Ethereum },
        nonce,
      )
      expect(await contracts.registry.read.deriveInboxId([wallet, nonce])).toBe(`0x${xmtp}`)
    },
  )

  // Where the number of digits changes, and where a number of 32, 53 or 63 bits would end.
  it.each([0n, 9n, 10n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n, 10n ** 19n, 2n ** 64n - 1n])(
    "is XMTP's for nonce %s",
    async (nonce) => {
      const wallet = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
      const identifier = { identifier: wallet, identifierKind: IdentifierKind.Ethereum }
      const inboxId = await contracts.registry.read.deriveInboxId([wallet, nonce])
      expect(inboxId).toBe(`0x${generateInboxId(identifier, nonce)}`)
      expect(inboxIdOf(wallet, nonce)).toBe(inboxId)
    },
  )
})
