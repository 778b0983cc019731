import { fc, test } from '@fast-check/vitest'
import type { Address, Hex, TypedData, TypedDataDomain } from 'viem'
import { hashTypedData } from 'viem'
import { describe, expect, it } from 'vitest'

import * as inboxRegistry from '../../protocol/eip712/inboxRegistry.ts'
import * as postOffice from '../../protocol/eip712/postOffice.ts'
import { fieldsOf, typedDataHash } from './support/typedDataHash.ts'

const KEY_INPUT = 'KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)'

/** As the design writes them; what a wallet signs must be these to the letter. */
const registryTypes: [string, TypedData][] = [
  [
    `Register(address wallet,uint64 inboxNonce,address recovery,KeyInput[] keys,uint256 nonce,uint256 deadline)${KEY_INPUT}`,
    inboxRegistry.registerTypes,
  ],
  [
    'LinkWallet(bytes32 inboxId,address wallet,uint256 nonce,uint256 deadline)',
    inboxRegistry.linkWalletTypes,
  ],
  [
    `AddKeys(address wallet,bytes32 inboxId,KeyInput[] keys,uint256 nonce,uint256 deadline)${KEY_INPUT}`,
    inboxRegistry.addKeysTypes,
  ],
  [
    'RevokeKeys(address signer,bytes32 inboxId,bytes32[] keyIds,uint256 nonce,uint256 deadline)',
    inboxRegistry.revokeKeysTypes,
  ],
  ['KeyPossession(bytes32 inboxId,bytes32 keyId)', inboxRegistry.keyPossessionTypes],
]
const postOfficeTypes: [string, TypedData][] = [
  [
    'Withdraw(address owner,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)',
    postOffice.withdrawTypes,
  ],
  [
    'CollectMail(address wallet,bytes32 mailingId,uint32[] indexes,uint256 deadline)',
    postOffice.collectMailTypes,
  ],
  ['Answer(address wallet,bytes32[] stampIds,bool collect)', postOffice.answerTypes],
  [
    'Admission(address relay,bytes32 inboxId,bytes32 letterHash,bytes32 postageId,uint40 receivedAt)',
    postOffice.admissionTypes,
  ],
  [
    'Stamp(address sender,address relay,address token,bytes32 inboxId,bytes32 letterHash,uint96 carriage,uint96 stake,uint40 expiresAt)',
    postOffice.stampTypes,
  ],
  [
    'Mailing(address sender,address relay,address token,bytes32 root,uint96 carriage,uint96 stake,uint32 count,uint40 expiresAt)',
    postOffice.mailingTypes,
  ],
]

const hexOf = (minLength: number, maxLength = minLength) =>
  fc
    .uint8Array({ minLength, maxLength })
    .map((bytes): Hex => `0x${Buffer.from(bytes).toString('hex')}`)
const chainIds = fc.integer({ min: 1, max: 2 ** 48 })
const addresses = hexOf(20) as fc.Arbitrary<Address>

describe.each([
  {
    contract: 'InboxRegistry',
    signed: registryTypes,
    domainOf: inboxRegistry.inboxRegistryDomain,
  },
  { contract: 'PostOffice', signed: postOfficeTypes, domainOf: postOffice.postOfficeDomain },
])('what is signed for $contract', ({ contract, signed, domainOf }) => {
  it.each(signed)('has the type %s', (type, types) => {
    expect(types).toEqual(fieldsOf(type))
  })

  for (const [type, types] of signed) {
    const structs = fieldsOf(type)
    const primaryType = Object.keys(structs)[0] ?? ''
    test.prop([chainIds, addresses, structOf(primaryType, structs)], { numRuns: 200 })(
      `${primaryType} has the digest that MetaMask's library has`,
      (chainId, verifyingContract, message) => {
        const domain: TypedDataDomain = domainOf(chainId, verifyingContract)
        expect(hashTypedData({ domain, types, primaryType, message })).toBe(
          typedDataHash({
            domain: { name: `Pennypost ${contract}`, version: '1', chainId, verifyingContract },
            type,
            message,
          }),
        )
      },
    )
  }
})

/** Any value of a struct, a bound of its fields now and then. */
function structOf(name: string, structs: ReturnType<typeof fieldsOf>) {
  const fields = (structs[name] ?? []).map((field) => [field.name, anyOf(field.type, structs)])
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>)
}

function anyOf(type: string, structs: ReturnType<typeof fieldsOf>): fc.Arbitrary<unknown> {
  if (type.endsWith('[]')) return fc.array(anyOf(type.slice(0, -2), structs), { maxLength: 5 })
  if (type in structs) return structOf(type, structs)
  if (type === 'bool') return fc.boolean()
  if (type === 'address') return addresses
  if (type === 'bytes') return hexOf(0, 100)
  if (type === 'bytes32') return hexOf(32)
  const bits = Number(/^uint(\d+)$/.exec(type)?.[1])
  if (bits <= 48) return fc.integer({ min: 0, max: 2 ** bits - 1 })
  return fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n })
}
