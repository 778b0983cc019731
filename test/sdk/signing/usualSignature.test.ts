import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { bytesToHex, concat, numberToHex, pad } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect } from 'vitest'
import { usualSignature } from '../../../sdk/src/signing/usualSignature.ts'
import { oddForms } from '../support/signedOddly.ts'

const account = privateKeyToAccount(generatePrivateKey())
const other = privateKeyToAccount(generatePrivateKey())
const typedData = (nonce: bigint) =>
  ({
    domain: { name: 'Test' },
    types: { Said: [{ name: 'nonce', type: 'uint256' }] },
    primaryType: 'Said',
    message: { nonce },
  }) as const

const forms = Object.values(oddForms)

describe('usualSignature', () => {
  test.prop([fc.bigInt(0n, 2n ** 256n - 1n), fc.constantFrom(...forms)], { numRuns: 30 })(
    'brings what the signer signed into the form that contracts take',
    async (nonce, toOdd) => {
      const data = typedData(nonce)
      const signature = await account.signTypedData(data)
      expect(await usualSignature(toOdd(signature), account.address, data)).toBe(signature)
      expect(await usualSignature(signature, account.address, data)).toBe(signature)
    },
  )

  test.prop([fc.constantFrom(...forms)], { numRuns: 4 })(
    'leaves what another signed, or what is over other data',
    async (toOdd) => {
      const odd = toOdd(await other.signTypedData(typedData(1n)))
      expect(await usualSignature(odd, account.address, typedData(1n))).toBe(odd)
      expect(await usualSignature(odd, other.address, typedData(2n))).toBe(odd)
    },
  )

  test.prop([fc.uint8Array({ maxLength: 130 })], { numRuns: 100 })(
    'leaves bytes that are no signature, whatever a contract makes of them',
    async (bytes) => {
      const signature = bytesToHex(bytes)
      expect(await usualSignature(signature, account.address, typedData(0n))).toBe(signature)
    },
  )

  test.prop([fc.constantFrom(0, 1, 2, 26, 29, 255)])(
    'leaves the form by which a contract names who has approved',
    async (v) => {
      const signature: Hex = concat([pad(account.address), pad('0x'), numberToHex(v, { size: 1 })])
      expect(await usualSignature(signature, account.address, typedData(0n))).toBe(signature)
    },
  )
})
