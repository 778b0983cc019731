import type { Address } from 'viem'
import { concat, createWalletClient, custom, pad, slice } from 'viem'
import { toAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { describe, expect, it } from 'vitest'
import { inboxIdOf } from '../../../protocol/ids.ts'
import { addKeys } from '../../../sdk/src/actions/addKeys.ts'
import { addKeysFor } from '../../../sdk/src/actions/addKeysFor.ts'
import { getInbox } from '../../../sdk/src/actions/getInbox.ts'
import { getKeyStatus } from '../../../sdk/src/actions/getKeyStatus.ts'
import { getRegistryNonce } from '../../../sdk/src/actions/getRegistryNonce.ts'
import { isWalletOf } from '../../../sdk/src/actions/isWalletOf.ts'
import { linkWallet } from '../../../sdk/src/actions/linkWallet.ts'
import { registerInbox } from '../../../sdk/src/actions/registerInbox.ts'
import { registerInboxFor } from '../../../sdk/src/actions/registerInboxFor.ts'
import { revokeKeys } from '../../../sdk/src/actions/revokeKeys.ts'
import { revokeKeysFor } from '../../../sdk/src/actions/revokeKeysFor.ts'
import { signAddKeys } from '../../../sdk/src/actions/signAddKeys.ts'
import { signLinkWallet } from '../../../sdk/src/actions/signLinkWallet.ts'
import { signRegisterInbox } from '../../../sdk/src/actions/signRegisterInbox.ts'
import { signRevokeKeys } from '../../../sdk/src/actions/signRevokeKeys.ts'
import type { PennypostClient } from '../../../sdk/src/chain/client.ts'
import { createKey } from '../../../sdk/src/keys/createKey.ts'
import { keyInputOf } from '../../../sdk/src/keys/keyInputOf.ts'
import { refusal } from '../support/refusal.ts'
import {
  moveTo,
  nowhere,
  nowOn,
  offlineClient,
  pennilessClient,
  registryScene,
  walletContract,
} from '../support/registryScene.ts'
import { oddFormNames, signedOddly } from '../support/signedOddly.ts'

/*
A signature for InboxRegistry
├── by a local account, a wallet behind JSON-RPC, a contract's owner (ERC-1271), or a smart account
│   ├── registers, links, adds and revokes when another sends it
│   └── is good once
├── is refused
│   ├── when another than the signer signed
│   ├── when what was signed is changed
│   ├── after its deadline, not at it
│   └── with another nonce than the present one
└── is not made of a deadline that is no time
*/

const scene = registryScene()

/** Who signs: a client; and the address that it signs for, if that is not its own. */
type Signer = { client: PennypostClient; of?: Address | undefined; address: Address }

const signers = {
  'a local account': () => {
    const client = pennilessClient(scene())
    return { client, address: client.account.address }
  },
  'a wallet behind JSON-RPC': () => {
    const { provider, clientOf } = scene()
    const address = clientOf(5).account.address
    const transport = custom(provider)
    return { client: createWalletClient({ account: address, chain: hardhat, transport }), address }
  },
  'the owner of a contract': async () => {
    const client = pennilessClient(scene())
    const address = await walletContract(scene(), client.account.address)
    return { client, of: address, address }
  },
  'a smart account': async () => {
    const owner = pennilessClient(scene())
    const address = await walletContract(scene(), owner.account.address)
    const { sign, signMessage, signTransaction, signTypedData } = owner.account
    const account = toAccount({ address, sign, signMessage, signTransaction, signTypedData })
    const transport = custom(scene().provider)
    return { client: createWalletClient({ account, chain: hardhat, transport }), address }
  },
} satisfies Record<string, () => Signer | Promise<Signer>>

describe.each(Object.entries<() => Signer | Promise<Signer>>(signers))('%s', (_, toSigner) => {
  it('registers an inbox by what another sends, once', async () => {
    const { contracts, stranger: payer, recovery } = scene()
    const { client, of: wallet, address } = await toSigner()
    const inboxId = inboxIdOf(address, 3n)
    const key = await createKey('ed25519')
    const keys = [keyInputOf({ chainId: 31_337, contracts, inboxId, key })]
    const signed = await signRegisterInbox(client, {
      ...{ wallet, inboxNonce: 3n, recovery: recovery.account.address, keys, contracts },
    })
    expect(await getInbox(payer, { inboxId, contracts })).toBeUndefined()

    await registerInboxFor(payer, { ...signed, contracts })

    expect(await getInbox(payer, { inboxId, contracts })).toMatchObject({
      ...{ recovery: recovery.account.address, keyCount: 1, walletCount: 1 },
    })
    expect(await isWalletOf(payer, { inboxId, wallet: address, contracts })).toBe(true)
    const again = registerInboxFor(payer, { ...signed, contracts })
    expect(await refusal(again)).toMatchObject({ errorName: 'InvalidSignature', args: [address] })
  })

  it('registers by what is left out: nonce 0, itself as recovery, no keys', async () => {
    const { contracts, stranger: payer } = scene()
    const { client, of: wallet, address } = await toSigner()
    const signed = await signRegisterInbox(client, { wallet, contracts })
    await registerInboxFor(payer, { ...signed, contracts })
    const inboxId = inboxIdOf(address, 0n)
    expect(await getInbox(payer, { inboxId, contracts })).toMatchObject({
      ...{ recovery: address, keyCount: 0 },
    })
  })

  it('links a wallet, which adds keys and revokes them, each by what another sends', async () => {
    const { contracts, stranger: payer, recovery, inboxId } = scene()
    const { client, of: wallet, address } = await toSigner()
    const joining = await signLinkWallet(client, { inboxId, wallet, contracts })
    await linkWallet(recovery, { ...joining, contracts })
    expect(await isWalletOf(payer, { inboxId, wallet: address, contracts })).toBe(true)

    const key = await createKey('p256')
    const keyIds = [key.keyId]
    const asked = { inboxId, keyId: key.keyId, contracts }
    const keys = [keyInputOf({ chainId: 31_337, contracts, inboxId, key })]
    const adding = await signAddKeys(client, { inboxId, keys, wallet, contracts })
    await addKeysFor(payer, { ...adding, contracts })
    expect(await getKeyStatus(payer, asked)).toBe('active')

    const revoking = await signRevokeKeys(client, { inboxId, keyIds, signer: wallet, contracts })
    await revokeKeysFor(payer, { ...revoking, contracts })
    expect(await getKeyStatus(payer, asked)).toBe('revoked')
    expect(await getRegistryNonce(payer, { signer: address, contracts })).toBe(3n)
  })
})

describe('what is signed', () => {
  it('goes into the action as it is, for everybody to send', async () => {
    const { contracts, wallet, inboxId } = scene()
    const address = wallet.account.address
    const base = { deadline: 1, nonce: 0n, contracts }
    const [signature, deadline] = [expect.stringMatching(/^0x[0-9a-f]{130}$/), 1]
    expect(await signRegisterInbox(wallet, base)).toEqual({
      ...{ wallet: address, inboxNonce: 0n, keys: [], deadline, signature },
      recovery: '0x0000000000000000000000000000000000000000',
    })
    expect(await signLinkWallet(wallet, { ...base, inboxId })).toEqual({
      ...{ inboxId, wallet: address, deadline, signature },
    })
    expect(await signAddKeys(wallet, { ...base, inboxId, keys: [] })).toEqual({
      ...{ inboxId, wallet: address, keys: [], deadline, signature },
    })
    expect(await signRevokeKeys(wallet, { ...base, inboxId, keyIds: [inboxId] })).toEqual({
      ...{ inboxId, signer: address, keyIds: [inboxId], deadline, signature },
    })
  })

  it('is signed without the node where nonce and deadline are given', async () => {
    const given = { nonce: 0n, deadline: 1, contracts: nowhere }
    expect(await signRegisterInbox(offlineClient(), given)).toMatchObject({ deadline: 1 })
  })

  it('is good for an hour after the newest block unless told, the last second included', async () => {
    const { contracts, stranger: payer } = scene()
    const [early, late] = [pennilessClient(scene()), pennilessClient(scene())]
    const now = await nowOn(scene())
    const signed = await signRegisterInbox(early, { contracts })
    const signedToo = await signRegisterInbox(late, { contracts })
    expect(signed.deadline).toBe(now + 3_600)

    await moveTo(scene(), signed.deadline - 1)
    await payer.setNextBlockTimestamp({ timestamp: BigInt(signed.deadline) })
    await registerInboxFor(payer, { ...signed, contracts })
    expect(await nowOn(scene())).toBe(signed.deadline)
    await moveTo(scene(), signed.deadline + 1)
    expect(await refusal(registerInboxFor(payer, { ...signedToo, contracts }))).toMatchObject({
      errorName: 'SignatureHasExpired',
      args: [BigInt(signed.deadline)],
    })
  })

  it('is signed ahead by a nonce that is one more', async () => {
    const { contracts, wallet, stranger: payer, inboxId } = scene()
    const [first, second] = [await createKey('ed25519'), await createKey('ed25519')]
    const sign = (keyId: `0x${string}`, nonce: bigint) =>
      signRevokeKeys(wallet, { inboxId, keyIds: [keyId], nonce, contracts })
    const [now, later] = [await sign(first.keyId, 0n), await sign(second.keyId, 1n)]
    expect(await refusal(revokeKeysFor(payer, { ...later, contracts }))).toMatchObject({
      ...{ errorName: 'InvalidSignature', args: [wallet.account.address] },
    })
    await revokeKeysFor(payer, { ...now, contracts })
    await revokeKeysFor(payer, { ...later, contracts })
    const asked = { inboxId, keyId: second.keyId, contracts }
    expect(await getKeyStatus(payer, asked)).toBe('revoked')
  })

  it.each([1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'has no deadline %s',
    async (deadline) => {
      const { inboxId } = scene()
      const shortMessage = `A deadline is a whole number of seconds since 1970, and not ${deadline}.`
      const signing = signLinkWallet(offlineClient(), { inboxId, deadline, contracts: nowhere })
      await expect(signing).rejects.toMatchObject({ name: 'InvalidParameterError', shortMessage })
      const parameters = { inboxId, wallet: nowhere.PostOffice, deadline, signature: '0x' } as const
      expect(() => linkWallet.call(nowhere, parameters)).toThrow(shortMessage)
    },
  )

  it('needs an account, and contracts that are known', async () => {
    const { inboxId } = scene()
    const transport = custom({ request: () => Promise.reject(new Error('The node was asked.')) })
    const client = createWalletClient({ chain: hardhat, transport })
    await expect(signLinkWallet(client, { inboxId })).rejects.toMatchObject({
      name: 'AccountRequiredError',
    })
    const elsewhere = createWalletClient({ chain: { ...hardhat, id: 5 }, transport })
    const account = offlineClient().account
    await expect(signLinkWallet(elsewhere, { inboxId, account })).rejects.toMatchObject({
      ...{ name: 'UnknownChainError', chainId: 5 },
    })
  })
})

describe('a signature in another form', () => {
  it.each(oddFormNames)('%s, is brought into the one that contracts take', async (form) => {
    const { contracts, provider, stranger: payer } = scene()
    const account = signedOddly(pennilessClient(scene()).account, form)
    const { address } = account
    const transport = custom(provider)
    const client = createWalletClient({ account, chain: hardhat, transport })
    // Both endings come up in as many signatures.
    for (const inboxNonce of Array.from({ length: 12 }, (_, index) => BigInt(index))) {
      const signed = await signRegisterInbox(client, { inboxNonce, contracts })
      expect(slice(signed.signature, 64)).toMatch(/^0x1[bc]$/)
      expect(await registerInboxFor.simulate(payer, { ...signed, contracts })).toBe(
        inboxIdOf(address, inboxNonce),
      )
    }
  })

  it('is left as it is where it is a contract that reads it', async () => {
    const { contracts } = scene()
    const { account: inner } = pennilessClient(scene())
    const { sign, signMessage, signTransaction } = inner
    const address = nowhere.PostOffice
    for (const end of ['0x00', '0x01'] as const) {
      const signature = concat([pad(inner.address), `0x${'00'.repeat(32)}`, end])
      const signTypedData = () => Promise.resolve(signature)
      const account = toAccount({ address, sign, signMessage, signTransaction, signTypedData })
      const signing = { account, nonce: 0n, deadline: 1, contracts }
      expect(await signRegisterInbox(offlineClient(), signing)).toMatchObject({ signature })
    }
  })
})

describe('a wrong signature', () => {
  it('is one by another account', async () => {
    const { contracts, wallet, recovery, stranger, inboxId } = scene()
    const victim = wallet.account.address
    const forged = { contracts, inboxId, wallet: victim }
    const keyIds = [inboxId]
    const registering = await signRegisterInbox(stranger, { wallet: victim, contracts })
    const joining = await signLinkWallet(stranger, forged)
    const adding = await signAddKeys(stranger, { ...forged, keys: [] })
    const revoking = await signRevokeKeys(stranger, { contracts, inboxId, keyIds, signer: victim })
    for (const call of [
      registerInboxFor(stranger, { ...registering, contracts }),
      linkWallet(recovery, { ...joining, contracts }),
      addKeysFor(stranger, { ...adding, contracts }),
      revokeKeysFor(stranger, { ...revoking, contracts }),
    ]) {
      expect(await refusal(call)).toMatchObject({ errorName: 'InvalidSignature', args: [victim] })
    }
  })

  it('is one over other values', async () => {
    const { contracts, wallet, stranger, inboxId } = scene()
    const [signedKey, other] = [await createKey('ed25519'), await createKey('ed25519')]
    const keys = [keyInputOf({ chainId: 31_337, contracts, inboxId, key: signedKey })]
    const adding = { ...(await signAddKeys(wallet, { inboxId, keys, contracts })), contracts }
    const revoking = await signRevokeKeys(wallet, { inboxId, keyIds: [other.keyId], contracts })
    for (const call of [
      addKeysFor(stranger, { ...adding, keys: [] }),
      addKeysFor(stranger, { ...adding, deadline: adding.deadline + 1 }),
      addKeysFor(stranger, {
        ...adding,
        keys: keys.map((key) => ({ ...key, expiresAt: 2 ** 40 - 1 })),
      }),
      revokeKeysFor(stranger, { ...revoking, keyIds: [signedKey.keyId], contracts }),
    ]) {
      expect(await refusal(call)).toMatchObject({ errorName: 'InvalidSignature' })
    }
  })

  it('is a good one for what is refused anyway', async () => {
    const { contracts, wallet, stranger, inboxId } = scene()
    const address = stranger.account.address
    const adding = await signAddKeys(stranger, { inboxId, keys: [], contracts })
    expect(await refusal(addKeysFor(wallet, { ...adding, contracts }))).toMatchObject({
      ...{ errorName: 'NotWallet', args: [inboxId, address] },
    })
    const registering = await signRegisterInbox(wallet, { contracts })
    expect(await refusal(registerInboxFor(stranger, { ...registering, contracts }))).toMatchObject({
      ...{ errorName: 'WalletAlreadyLinked', args: [wallet.account.address, inboxId] },
    })
  })
})

describe('the same by oneself', () => {
  it('does what the signed one does', async () => {
    const { contracts, clientOf } = scene()
    const client = clientOf(6)
    const inboxId = inboxIdOf(client.account.address, 0n)
    const key = await createKey('secp256k1')
    await registerInbox(client, { contracts })
    await addKeys(client, {
      ...{ inboxId, contracts },
      keys: [keyInputOf({ chainId: 31_337, contracts, inboxId, key })],
    })
    await revokeKeys(client, { inboxId, keyIds: [key.keyId], contracts })
    const signer = client.account.address
    expect(await getRegistryNonce(client, { signer, contracts })).toBe(0n)
    expect(await getKeyStatus(client, { inboxId, keyId: key.keyId, contracts })).toBe('revoked')
  })
})
