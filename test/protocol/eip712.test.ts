import type { Hex } from 'viem'
import {
  concat,
  domainSeparator,
  encodeAbiParameters,
  hashTypedData,
  keccak256,
  toHex,
  zeroAddress,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  addKeysTypes,
  inboxRegistryDomain,
  keyPossessionTypes,
  linkWalletTypes,
  registerTypes,
  revokeKeysTypes,
} from '../../protocol/eip712/inboxRegistry.ts'
import { postOfficeDomain } from '../../protocol/eip712/postOffice.ts'
import { inboxIdOf, keyIdOf } from '../../protocol/ids.ts'
import type { Contracts } from './support/contracts.ts'
import { deployContracts } from './support/contracts.ts'

const DEADLINE = 2n ** 255n
const keys = [
  { kind: 1, expiresAt: 0, publicKey: keccak256('0x01'), possession: '0x' },
  { kind: 1_000, expiresAt: 2 ** 40 - 1, publicKey: '0xff', possession: '0xabcdef' },
] as const
const keyIds = keys.map(({ kind, publicKey }) => keyIdOf(kind, publicKey))

let contracts: Contracts

beforeAll(async () => {
  contracts = await deployContracts()
})
afterAll(() => contracts?.close())

describe('domains', () => {
  it('are what the contracts say of themselves (ERC-5267)', async () => {
    const { registry, postOffice, chainId } = contracts
    expect(inboxRegistryDomain(chainId, registry.address)).toEqual(
      domainOf(await registry.read.eip712Domain()),
    )
    expect(postOfficeDomain(chainId, postOffice.address)).toEqual(
      domainOf(await postOffice.read.eip712Domain()),
    )
  })
})

// That the digests of stamps and mailings are the contract's is tested with their ids.
describe('signatures that InboxRegistry accepts', () => {
  it('registerFor takes Register', async () => {
    const { wallet, inboxId } = await aWallet()
    expect(await contracts.registry.read.inboxOf([wallet.address])).toBe(inboxId)
    for (const keyId of keyIds) {
      expect(await contracts.registry.read.isActiveKey([inboxId, keyId])).toBe(true)
    }
  })

  it('linkWallet takes LinkWallet, of the wallet that joins', async () => {
    const { registry, sender } = contracts
    await registry.write.register([0n, zeroAddress, []])
    const inboxId = inboxIdOf(sender.account.address, 0n)
    const joining = privateKeyToAccount(generatePrivateKey())
    const message = { inboxId, wallet: joining.address, nonce: 0n, deadline: DEADLINE }
    const types = linkWalletTypes
    const signature = await joining.signTypedData({
      domain: domain(),
      types,
      primaryType: 'LinkWallet',
      message,
    })
    await registry.write.linkWallet([inboxId, joining.address, DEADLINE, signature])
    expect(await registry.read.isWalletOf([inboxId, joining.address])).toBe(true)
  })

  it('addKeysFor takes AddKeys', async () => {
    const { registry } = contracts
    const { wallet, inboxId } = await aWallet()
    const added = [{ ...keys[0], publicKey: keccak256('0x02') }]
    const signer = { wallet: wallet.address, inboxId }
    const signature = await wallet.signTypedData({
      domain: domain(),
      types: addKeysTypes,
      primaryType: 'AddKeys',
      message: { ...signer, keys: added, nonce: 1n, deadline: DEADLINE },
    })
    await registry.write.addKeysFor([wallet.address, inboxId, added, DEADLINE, signature])
    expect(await registry.read.isActiveKey([inboxId, keyIdOf(1, keccak256('0x02'))])).toBe(true)
  })

  it('revokeKeysFor takes RevokeKeys', async () => {
    const { registry } = contracts
    const { wallet, inboxId } = await aWallet()
    const signature = await wallet.signTypedData({
      domain: domain(),
      types: revokeKeysTypes,
      primaryType: 'RevokeKeys',
      message: { signer: wallet.address, inboxId, keyIds, nonce: 1n, deadline: DEADLINE },
    })
    await registry.write.revokeKeysFor([wallet.address, inboxId, keyIds, DEADLINE, signature])
    for (const keyId of keyIds) {
      expect(await registry.read.isActiveKey([inboxId, keyId])).toBe(false)
    }
  })
})

describe('KeyPossession', () => {
  it('is hashed as the interface writes it', () => {
    const [inboxId, keyId] = [keccak256('0x01'), keccak256('0x02')]
    const typeHash = keccak256(toHex('KeyPossession(bytes32 inboxId,bytes32 keyId)'))
    const words = [{ type: 'bytes32' }, { type: 'bytes32' }, { type: 'bytes32' }] as const
    const struct = keccak256(encodeAbiParameters(words, [typeHash, inboxId, keyId]))
    expect(
      hashTypedData({
        domain: domain(),
        types: keyPossessionTypes,
        primaryType: 'KeyPossession',
        message: { inboxId, keyId },
      }),
    ).toBe(keccak256(concat(['0x1901', domainSeparator({ domain: domain() }), struct])))
  })
})

function domain() {
  return inboxRegistryDomain(contracts.chainId, contracts.registry.address)
}

/** A wallet that has no money, registered by its signature alone. */
async function aWallet() {
  const wallet = privateKeyToAccount(generatePrivateKey())
  const message = { wallet: wallet.address, inboxNonce: 3n, recovery: wallet.address, keys }
  const signature = await wallet.signTypedData({
    domain: domain(),
    types: registerTypes,
    primaryType: 'Register',
    message: { ...message, nonce: 0n, deadline: DEADLINE },
  })
  const { address } = wallet
  await contracts.registry.write.registerFor([address, 3n, address, keys, DEADLINE, signature])
  return { wallet, inboxId: inboxIdOf(address, 3n) }
}

function domainOf([, name, version, chainId, verifyingContract]: readonly [
  Hex,
  string,
  string,
  bigint,
  Hex,
  ...unknown[],
]) {
  return {
    name,
    version,
    chainId: Number(chainId),
    verifyingContract: verifyingContract.toLowerCase(),
  }
}
