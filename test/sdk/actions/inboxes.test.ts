import { encodeFunctionData, getAddress, zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { inboxRegistryDomain } from '../../../protocol/eip712/inboxRegistry.ts'
import { inboxIdOf } from '../../../protocol/ids.ts'
import { getAuthority } from '../../../sdk/src/actions/getAuthority.ts'
import { getInbox } from '../../../sdk/src/actions/getInbox.ts'
import { getInboxOf } from '../../../sdk/src/actions/getInboxOf.ts'
import { getRecovery } from '../../../sdk/src/actions/getRecovery.ts'
import { getRegistryDomain } from '../../../sdk/src/actions/getRegistryDomain.ts'
import { getRegistryNonce } from '../../../sdk/src/actions/getRegistryNonce.ts'
import { isWalletOf } from '../../../sdk/src/actions/isWalletOf.ts'
import { linkAccount } from '../../../sdk/src/actions/linkAccount.ts'
import { linkWallet } from '../../../sdk/src/actions/linkWallet.ts'
import { multicallRegistry } from '../../../sdk/src/actions/multicallRegistry.ts'
import { registerInbox } from '../../../sdk/src/actions/registerInbox.ts'
import { revokeKeys } from '../../../sdk/src/actions/revokeKeys.ts'
import { setRelayActive } from '../../../sdk/src/actions/setRelayActive.ts'
import { signLinkWallet } from '../../../sdk/src/actions/signLinkWallet.ts'
import { unlinkAccount } from '../../../sdk/src/actions/unlinkAccount.ts'
import { unlinkWallet } from '../../../sdk/src/actions/unlinkWallet.ts'
import { useRegistryNonce } from '../../../sdk/src/actions/useRegistryNonce.ts'
import { MulticallError } from '../../../sdk/src/errors/MulticallError.ts'
import { refusal } from '../support/refusal.ts'
import { eventsOf, nowhere, nowOn, offlineClient, registryScene } from '../support/registryScene.ts'

const scene = registryScene()

describe('registerInbox', () => {
  it('registers the inbox of the caller and nonce 0, with itself as recovery', async () => {
    const { contracts, clientOf, stranger } = scene()
    const client = clientOf(4)
    const wallet = client.account.address
    const inboxId = inboxIdOf(wallet, 0n)
    expect(await getInboxOf(stranger, { wallet, contracts })).toBeUndefined()
    expect(await getInbox(stranger, { inboxId, contracts })).toBeUndefined()
    expect(await getRecovery(stranger, { inboxId, contracts })).toBeUndefined()
    expect(await getAuthority(stranger, { inboxId, account: wallet, contracts })).toEqual({
      isWallet: false,
      recovery: undefined,
    })

    const hash = await registerInbox(client, { contracts })

    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'InboxRegistered', args: { inboxId, wallet, recovery: wallet, inboxNonce: 0n } },
    ])
    expect(await getInboxOf(stranger, { wallet, contracts })).toBe(inboxId)
    expect(await isWalletOf(stranger, { inboxId, wallet, contracts })).toBe(true)
    expect(await getRecovery(stranger, { inboxId, contracts })).toBe(wallet)
    expect(await getInbox(stranger, { inboxId, contracts })).toEqual({
      recovery: wallet,
      keyEpoch: 0,
      keyCount: 0,
      walletCount: 1,
      registeredAt: await nowOn(scene()),
    })
  })

  it('takes another nonce and recovery', async () => {
    const { contracts, clientOf, recovery } = scene()
    const client = clientOf(4)
    const inboxId = inboxIdOf(client.account.address, 2n ** 64n - 1n)
    const parameters = { inboxNonce: 2n ** 64n - 1n, recovery: recovery.account.address, contracts }
    await registerInbox(client, parameters)
    expect(await getAuthority(client, { inboxId, ...whose(client), contracts })).toEqual({
      isWallet: true,
      recovery: recovery.account.address,
    })
    expect(await getAuthority(client, { inboxId, ...whose(recovery), contracts })).toEqual({
      isWallet: false,
      recovery: recovery.account.address,
    })
  })

  it('is made without being sent, simulated, and weighed', async () => {
    const { contracts, clientOf } = scene()
    const client = clientOf(4)
    const inboxId = inboxIdOf(client.account.address, 7n)
    const call = registerInbox.call(contracts, { inboxNonce: 7n })
    expect(call).toEqual({
      to: contracts.InboxRegistry,
      data: encodeFunctionData({
        abi: inboxRegistryAbi,
        functionName: 'register',
        args: [7n, zeroAddress, []],
      }),
      value: 0n,
    })

    expect(await registerInbox.simulate(client, { inboxNonce: 7n, contracts })).toBe(inboxId)
    const gas = await registerInbox.estimateGas(client, { inboxNonce: 7n, contracts })
    expect(await getInbox(client, { inboxId, contracts })).toBeUndefined()

    const hash = await client.sendTransaction({ ...call, gas })
    const { gasUsed } = await client.getTransactionReceipt({ hash })
    expect(gasUsed).toBeLessThanOrEqual(gas)
    expect(await getInboxOf(client, { wallet: client.account.address, contracts })).toBe(inboxId)
  })

  it('can be asked of as it was at a block of before', async () => {
    const { contracts, wallet, inboxId } = scene()
    const registered = await wallet.getBlockNumber()
    const wallets = { inboxId, wallet: wallet.account.address, contracts }
    await unlinkWallet(wallet, wallets)
    expect(await isWalletOf(wallet, wallets)).toBe(false)
    expect(await isWalletOf(wallet, { ...wallets, blockNumber: registered })).toBe(true)
  })
})

describe('linkWallet and unlinkWallet', () => {
  it('link a wallet that signed, and let it go', async () => {
    const { contracts, clientOf, inboxId, recovery } = scene()
    const joining = clientOf(4)
    const joined = { inboxId, wallet: joining.account.address, contracts }
    const signed = await signLinkWallet(joining, { inboxId, contracts })
    const linked = await linkWallet(recovery, { ...signed, contracts })
    expect(await eventsOf(scene(), linked)).toMatchObject([
      { eventName: 'WalletLinked', args: { inboxId, wallet: joining.account.address } },
    ])
    expect(await isWalletOf(joining, joined)).toBe(true)
    expect(await getInbox(joining, joined)).toMatchObject({ walletCount: 2 })

    await unlinkWallet(joining, joined)
    expect(await isWalletOf(joining, joined)).toBe(false)
    expect(await getInboxOf(joining, joined)).toBeUndefined()
  })

  it('lets the recovery send a wallet away', async () => {
    const { contracts, wallet, inboxId, recovery } = scene()
    await unlinkWallet(recovery, { inboxId, wallet: wallet.account.address, contracts })
    expect(await getInboxOf(wallet, { wallet: wallet.account.address, contracts })).toBeUndefined()
    expect(await getInbox(wallet, { inboxId, contracts })).toMatchObject({ walletCount: 0 })
  })

  it('know no wallet of inbox 0', async () => {
    const { contracts, stranger } = scene()
    const asked = { inboxId: zeroHash, wallet: stranger.account.address, contracts }
    expect(await isWalletOf(stranger, asked)).toBe(false)
  })
})

describe('linkAccount and unlinkAccount', () => {
  const caip10 =
    'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv'

  it('say what the inbox is elsewhere, and take it back', async () => {
    const { contracts, wallet, inboxId } = scene()
    const by = { inboxId, wallet: wallet.account.address }
    const linked = await linkAccount(wallet, { inboxId, caip10, proof: '0x1234', contracts })
    expect(await eventsOf(scene(), linked)).toMatchObject([
      { eventName: 'AccountLinked', args: { ...by, account: caip10, proof: '0x1234' } },
    ])
    const unlinked = await unlinkAccount(wallet, { inboxId, caip10, contracts })
    expect(await eventsOf(scene(), unlinked)).toMatchObject([
      { eventName: 'AccountUnlinked', args: { ...by, account: caip10 } },
    ])
  })

  it('take no proof as none', async () => {
    const { contracts, wallet, inboxId } = scene()
    const linked = await linkAccount(wallet, { inboxId, caip10, contracts })
    expect(await eventsOf(scene(), linked)).toMatchObject([{ args: { proof: '0x' } }])
  })
})

describe('useRegistryNonce', () => {
  it('uses up the nonce, and so voids what was signed', async () => {
    const { contracts, clientOf, inboxId, recovery } = scene()
    const joining = clientOf(4)
    const signer = joining.account.address
    const signed = await signLinkWallet(joining, { inboxId, contracts })
    expect(await getRegistryNonce(joining, { signer, contracts })).toBe(0n)
    const hash = await useRegistryNonce(joining, { contracts })
    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'NonceVoided', args: { signer, nonce: 0n } },
    ])
    expect(await getRegistryNonce(joining, { signer, contracts })).toBe(1n)
    expect(await refusal(linkWallet(recovery, { ...signed, contracts }))).toMatchObject({
      errorName: 'InvalidSignature',
      args: [signer],
    })
  })
})

describe('getRegistryDomain', () => {
  it('is what signatures are made for', async () => {
    const { contracts, wallet } = scene()
    expect(await getRegistryDomain(wallet, { contracts })).toEqual(
      inboxRegistryDomain(31_337, getAddress(contracts.InboxRegistry)),
    )
  })
})

describe('multicallRegistry', () => {
  const keyId = `0x${'ab'.repeat(32)}` as const

  it('makes its calls in one transaction, as the caller', async () => {
    const { contracts, wallet, recovery, inboxId } = scene()
    const calls = [
      unlinkWallet.call(contracts, { inboxId, wallet: wallet.account.address }),
      revokeKeys.call(contracts, { inboxId, keyIds: [keyId] }),
    ]
    const hash = await multicallRegistry(recovery, { calls, contracts })
    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'WalletUnlinked', args: { inboxId, wallet: wallet.account.address } },
      { eventName: 'KeyRevoked', args: { inboxId, keyId, by: recovery.account.address } },
    ])
  })

  it('makes all of them or none', async () => {
    const { contracts, wallet, inboxId } = scene()
    const own = { inboxId, wallet: wallet.account.address }
    // The second is the recovery's to make, or that wallet's, which it is no more.
    const calls = [unlinkWallet.call(contracts, own), unlinkWallet.call(contracts, own)]
    expect(await refusal(multicallRegistry(wallet, { calls, contracts }))).toMatchObject({
      errorName: 'WalletNotLinked',
      args: [inboxId, wallet.account.address],
    })
    expect(await isWalletOf(wallet, { ...own, contracts })).toBe(true)
  })

  it('is made without being sent, simulated, and weighed', async () => {
    const { contracts, recovery, inboxId } = scene()
    const calls = [revokeKeys.call(contracts, { inboxId, keyIds: [keyId] })]
    const call = multicallRegistry.call(contracts, { calls })
    expect(call).toEqual({
      to: contracts.InboxRegistry,
      data: encodeFunctionData({
        abi: inboxRegistryAbi,
        functionName: 'multicall',
        args: [calls.map(({ data }) => data)],
      }),
      value: 0n,
    })
    expect(await multicallRegistry.simulate(recovery, { calls, contracts })).toEqual(['0x'])
    const gas = await multicallRegistry.estimateGas(recovery, { calls, contracts })
    expect(gas).toBeGreaterThan(21_000n)
  })

  describe('refuses, before the node is asked,', () => {
    const own = revokeKeys.call(nowhere, { inboxId: zeroHash, keyIds: [] })
    const cases = [
      ['no call', [], undefined, 'There is no call to make.'],
      [
        'a call to another contract',
        [own, setRelayActive.call(nowhere, { active: true })],
        1,
        `Call 1 goes to ${nowhere.RelayRegistry}, not to the InboxRegistry at ${nowhere.InboxRegistry}: send it by itself.`,
      ],
      [
        'a call with money',
        [{ ...own, value: 1n }],
        0,
        'Call 0 brings 1 wei, and calls that are made together can bring none: send it by itself.',
      ],
    ] as const

    it.each(cases)('%s', async (_, calls, index, shortMessage) => {
      const client = offlineClient()
      const parameters = { calls, contracts: nowhere }
      const expected = { name: 'MulticallError', index, shortMessage }
      await expect(multicallRegistry(client, parameters)).rejects.toMatchObject(expected)
      await expect(multicallRegistry.simulate(client, parameters)).rejects.toMatchObject(expected)
      await expect(multicallRegistry.estimateGas(client, parameters)).rejects.toMatchObject(
        expected,
      )
      expect(() => multicallRegistry.call(nowhere, { calls })).toThrow(MulticallError)
    })
  })

  it('takes a contract by its address in any case', () => {
    const contracts = { ...nowhere, InboxRegistry: `0x${'ab'.repeat(20)}` as const }
    const call = revokeKeys.call(contracts, { inboxId: zeroHash, keyIds: [] })
    const upper = { ...call, to: `0x${'AB'.repeat(20)}` as const }
    expect(multicallRegistry.call(contracts, { calls: [upper] }).to).toBe(contracts.InboxRegistry)
  })
})

function whose(client: { account: { address: `0x${string}` } }) {
  return { account: client.account.address }
}
