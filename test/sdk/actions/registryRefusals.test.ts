import type { Address, ContractErrorName, Hex } from 'viem'
import { numberToHex, zeroAddress } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, it } from 'vitest'
import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import type { relayRegistryAbi } from '../../../generated/relayRegistryAbi.ts'
import { keyIdOf } from '../../../protocol/ids.ts'
import { acceptRecoveryTransfer } from '../../../sdk/src/actions/acceptRecoveryTransfer.ts'
import { addKeys } from '../../../sdk/src/actions/addKeys.ts'
import { cancelRecoveryTransfer } from '../../../sdk/src/actions/cancelRecoveryTransfer.ts'
import { linkAccount } from '../../../sdk/src/actions/linkAccount.ts'
import { linkWallet } from '../../../sdk/src/actions/linkWallet.ts'
import { multicallRegistry } from '../../../sdk/src/actions/multicallRegistry.ts'
import { multicallRelays } from '../../../sdk/src/actions/multicallRelays.ts'
import { registerInbox } from '../../../sdk/src/actions/registerInbox.ts'
import { registerRelay } from '../../../sdk/src/actions/registerRelay.ts'
import { revokeAllKeys } from '../../../sdk/src/actions/revokeAllKeys.ts'
import { revokeKeys } from '../../../sdk/src/actions/revokeKeys.ts'
import { setCarriage } from '../../../sdk/src/actions/setCarriage.ts'
import { setGuardian } from '../../../sdk/src/actions/setGuardian.ts'
import { setRelayActive } from '../../../sdk/src/actions/setRelayActive.ts'
import { setRelayEndpoint } from '../../../sdk/src/actions/setRelayEndpoint.ts'
import { setRelaySigner } from '../../../sdk/src/actions/setRelaySigner.ts'
import { signLinkWallet } from '../../../sdk/src/actions/signLinkWallet.ts'
import { startRecoveryTransfer } from '../../../sdk/src/actions/startRecoveryTransfer.ts'
import { unlinkAccount } from '../../../sdk/src/actions/unlinkAccount.ts'
import { unlinkWallet } from '../../../sdk/src/actions/unlinkWallet.ts'
import { refusalOf } from '../../../sdk/src/errors/refusalOf.ts'
import type { KeyInput } from '../../../sdk/src/keys/keyInput.ts'
import { NOW } from '../support/chain.ts'
import { refusal } from '../support/refusal.ts'
import type { RegistryScene } from '../support/registryScene.ts'
import { DAY, nowOn, pennilessClient, registryScene } from '../support/registryScene.ts'

const scene = registryScene()

/** A call that is refused; the values that the refusal has, and what it says to a person. */
type Case = { call: Promise<unknown>; args: readonly unknown[]; sentence: string }

/** What a contract is built of can throw these, but not from these contracts: their names are short, and they call only themselves. */
type NeverThrown = 'AddressEmptyCode' | 'InvalidShortString' | 'StringTooLong'

const free = (kind: number, publicKey: Hex): KeyInput => ({
  ...{ kind, expiresAt: 0, publicKey, possession: '0x' },
})

const caseOfFailedCall = (call: Promise<unknown>): Case => ({
  call,
  args: [],
  sentence: 'A call inside of this call failed, without a word why.',
})

const inboxCases = {
  WalletAlreadyLinked: ({ wallet, inboxId, contracts }) => ({
    call: registerInbox(wallet, { inboxNonce: 1n, contracts }),
    args: [wallet.account.address, inboxId],
    sentence: `${wallet.account.address} is a wallet of inbox ${inboxId} already, and can be of one only. Unlink it there first.`,
  }),
  InboxAlreadyRegistered: async ({ wallet, inboxId, contracts }) => {
    await unlinkWallet(wallet, { inboxId, wallet: wallet.account.address, contracts })
    return {
      call: registerInbox(wallet, { contracts }),
      args: [inboxId],
      sentence: `Inbox ${inboxId} is registered already. Use it, or another nonce.`,
    }
  },
  NotRecovery: ({ wallet, stranger, inboxId, contracts }) => ({
    call: setGuardian(wallet, { inboxId, guardian: stranger.account.address, contracts }),
    args: [inboxId, wallet.account.address],
    sentence: `Only the recovery of inbox ${inboxId} may do this, and ${wallet.account.address} is not it.`,
  }),
  SignatureHasExpired: async ({ recovery, stranger, inboxId, contracts }) => {
    const signed = await signLinkWallet(stranger, { inboxId, deadline: NOW - 1, contracts })
    return {
      call: linkWallet(recovery, { ...signed, contracts }),
      args: [BigInt(NOW - 1)],
      sentence:
        'The signature was good until 2029-12-31 23:59:59 UTC. Sign again with a later deadline.',
    }
  },
  InvalidSignature: async ({ recovery, stranger, wallet, inboxId, contracts }) => {
    const signer = wallet.account.address
    const signed = await signLinkWallet(stranger, { inboxId, wallet: signer, contracts })
    return {
      call: linkWallet(recovery, { ...signed, contracts }),
      args: [signer],
      sentence: `The signature is not one by ${signer} over these very values, for this chain and contract, or its nonce is not the present one. Sign again.`,
    }
  },
  TooManyWallets: async (world) => {
    const { recovery, stranger, inboxId, contracts } = world
    for (let count = 1; count < 32; count++) {
      const signed = await signLinkWallet(pennilessClient(world), { inboxId, contracts })
      await linkWallet(recovery, { ...signed, contracts })
    }
    const signed = await signLinkWallet(stranger, { inboxId, contracts })
    return {
      call: linkWallet(recovery, { ...signed, contracts }),
      args: [inboxId, 32n],
      sentence: `Inbox ${inboxId} has 32 wallets, the most there can be. Unlink one first.`,
    }
  },
  WalletNotLinked: ({ recovery, stranger, inboxId, contracts }) => ({
    call: unlinkWallet(recovery, { inboxId, wallet: stranger.account.address, contracts }),
    args: [inboxId, stranger.account.address],
    sentence: `${stranger.account.address} is no wallet of inbox ${inboxId}.`,
  }),
  NotWallet: ({ stranger, inboxId, contracts }) => ({
    call: addKeys(stranger, { inboxId, keys: [], contracts }),
    args: [inboxId, stranger.account.address],
    sentence: `Only a wallet of inbox ${inboxId} may do this, and ${stranger.account.address} is none. Link it first, or use one that is.`,
  }),
  NotWalletOrRecovery: ({ stranger, inboxId, contracts }) => ({
    call: revokeAllKeys(stranger, { inboxId, contracts }),
    args: [inboxId, stranger.account.address],
    sentence: `Only a wallet or the recovery of inbox ${inboxId} may do this, and ${stranger.account.address} is neither.`,
  }),
  KeyKindUnknown: (world) => ({
    call: uncheckedAddKeys(world, free(999, '0xab')),
    args: [999],
    sentence: 'There is no kind of key 999: kinds are 1 to 6, and free ones from 1,000 on.',
  }),
  KeyLengthOutOfRange: (world) => ({
    call: uncheckedAddKeys(world, free(1_000, '0x')),
    args: [1_000, 0n, 1n, 2_048n],
    sentence: 'A public key of kind 1000 has 1 to 2048 bytes, and this one has 0.',
  }),
  PossessionTooLong: (world) => {
    const keyId = keyIdOf(1_000, '0xab')
    const possession: Hex = `0x${'ab'.repeat(1_025)}`
    return {
      call: uncheckedAddKeys(world, { ...free(1_000, '0xab'), possession }),
      args: [keyId, 1_025n, 1_024n],
      sentence: `The proof of possession of key ${keyId} has at most 1024 bytes, and this one has 1025.`,
    }
  },
  KeyExpiryPassed: async (world) => {
    const { wallet, inboxId, contracts } = world
    const key = { ...free(1_000, '0xab'), expiresAt: NOW }
    const keyId = keyIdOf(1_000, '0xab')
    const call = addKeys(wallet, { inboxId, keys: [key], contracts })
    const { args } = await refusal(call)
    const [, , chainTime] = args
    expect(Number(chainTime) - (await nowOn(world))).toBeLessThanOrEqual(60)
    const text = new Date(Number(chainTime) * 1_000).toISOString().slice(11, 19)
    return {
      call,
      args: [keyId, NOW, chainTime],
      sentence: `Key ${keyId} would be expired from the start: 2030-01-01 00:00:00 UTC is not after the chain's time, 2030-01-01 ${text} UTC. Give a later time, or 0 for never.`,
    }
  },
  KeyWasRevoked: async ({ wallet, inboxId, contracts }) => {
    const keyId = keyIdOf(1_000, '0xab')
    await revokeKeys(wallet, { inboxId, keyIds: [keyId], contracts })
    return {
      call: addKeys(wallet, { inboxId, keys: [free(1_000, '0xab')], contracts }),
      args: [inboxId, keyId],
      sentence: `Key ${keyId} was revoked, by name or with all others, and never returns. Make a new key.`,
    }
  },
  TooManyKeys: async ({ wallet, inboxId, contracts }) => {
    const keys = Array.from({ length: 256 }, (_, index) =>
      free(1_000, numberToHex(index, { size: 1 })),
    )
    await addKeys(wallet, { inboxId, keys: keys.slice(0, 128), contracts })
    await addKeys(wallet, { inboxId, keys: keys.slice(128), contracts })
    return {
      call: addKeys(wallet, { inboxId, keys: [free(1_001, '0xab')], contracts }),
      args: [inboxId, 256n],
      sentence: `Inbox ${inboxId} has 256 keys that are not revoked, the most there can be. Revoke some, expired ones first.`,
    }
  },
  NotRecoveryOrGuardian: ({ wallet, inboxId, contracts }) => ({
    call: startRecoveryTransfer(wallet, { inboxId, to: wallet.account.address, contracts }),
    args: [inboxId, wallet.account.address],
    sentence: `Only the recovery or the guardian of inbox ${inboxId} may do this, and ${wallet.account.address} is neither.`,
  }),
  InvalidRecovery: ({ recovery, inboxId, contracts }) => ({
    call: startRecoveryTransfer(recovery, { inboxId, to: zeroAddress, contracts }),
    args: [inboxId, zeroAddress],
    sentence: `The recovery of inbox ${inboxId} cannot go to ${zeroAddress}.`,
  }),
  RecoveryTransferPending: async ({ recovery, stranger, inboxId, contracts }) => {
    const to = stranger.account.address
    await startRecoveryTransfer(recovery, { inboxId, to, contracts })
    return {
      call: startRecoveryTransfer(recovery, { inboxId, to, contracts }),
      args: [inboxId, to],
      sentence: `The recovery of inbox ${inboxId} is being handed to ${to} already. Cancel that first.`,
    }
  },
  NotInCharge: ({ stranger, inboxId, contracts }) => ({
    call: cancelRecoveryTransfer(stranger, { inboxId, contracts }),
    args: [inboxId, stranger.account.address],
    sentence: `Only the recovery, the guardian or a wallet of inbox ${inboxId} may do this, and ${stranger.account.address} is none of them.`,
  }),
  NoRecoveryTransfer: ({ wallet, inboxId, contracts }) => ({
    call: cancelRecoveryTransfer(wallet, { inboxId, contracts }),
    args: [inboxId],
    sentence: `No transfer of the recovery of inbox ${inboxId} is under way: none was started, or it was cancelled, accepted, or has lapsed.`,
  }),
  NotNewRecovery: async ({ recovery, stranger, inboxId, contracts }) => {
    await startRecoveryTransfer(recovery, { inboxId, to: stranger.account.address, contracts })
    return {
      call: acceptRecoveryTransfer(recovery, { inboxId, contracts }),
      args: [inboxId, recovery.account.address],
      sentence: `Only the account that the recovery of inbox ${inboxId} is handed to can accept it, and ${recovery.account.address} is not that.`,
    }
  },
  RecoveryTransferTooEarly: async (world) => {
    const { recovery, stranger, inboxId, contracts } = world
    const start = NOW + 1_000
    await recovery.setNextBlockTimestamp({ timestamp: BigInt(start) })
    await startRecoveryTransfer(recovery, { inboxId, to: stranger.account.address, contracts })
    return {
      call: acceptRecoveryTransfer(stranger, { inboxId, contracts }),
      args: [inboxId, BigInt(start + 2 * DAY)],
      sentence: `The recovery of inbox ${inboxId} can be accepted from 2030-01-03 00:16:40 UTC on.`,
    }
  },
  AccountLengthOutOfRange: ({ wallet, inboxId, contracts }) => ({
    call: linkAccount(wallet, { inboxId, caip10: 'ö'.repeat(86), contracts }),
    args: [172n, 1n, 171n],
    sentence: "An account's name has 1 to 171 bytes, and this one has 172.",
  }),
  AccountProofTooLong: ({ wallet, inboxId, contracts }) => {
    const proof: Hex = `0x${'ab'.repeat(2_049)}`
    return {
      call: linkAccount(wallet, { inboxId, caip10: 'a', proof, contracts }),
      args: [2_049n, 2_048n],
      sentence: "An account's proof has at most 2048 bytes, and this one has 2049.",
    }
  },
  FailedCall: ({ wallet, contracts }) => {
    const calls = [{ to: contracts.InboxRegistry, data: '0x12345678', value: 0n } as const]
    return caseOfFailedCall(multicallRegistry(wallet, { calls, contracts }))
  },
} satisfies CasesOf<typeof inboxRegistryAbi>

const relayCases = {
  RelayAlreadyRegistered: async ({ stranger, contracts }) => {
    const relay = stranger.account.address
    const parameters = { signer: relay, endpoint: 'a', contracts }
    await registerRelay(stranger, parameters)
    return {
      call: registerRelay(stranger, parameters),
      args: [relay],
      sentence: `${relay} is registered as a relay already. Its signer and endpoint can be set.`,
    }
  },
  RelayNotRegistered: ({ stranger, contracts }) => ({
    call: setRelayActive(stranger, { active: true, contracts }),
    args: [stranger.account.address],
    sentence: `${stranger.account.address} is not registered as a relay. Register it first.`,
  }),
  SignerIsZero: ({ stranger, contracts }) => ({
    call: registerRelay(stranger, { signer: zeroAddress, endpoint: 'a', contracts }),
    args: [],
    sentence: 'A relay needs a signer other than the zero address.',
  }),
  EndpointLengthOutOfRange: ({ stranger, contracts }) => ({
    call: registerRelay(stranger, {
      ...{ signer: stranger.account.address, contracts },
      endpoint: 'a'.repeat(257),
    }),
    args: [257n, 1n, 256n],
    sentence: "A relay's endpoint has 1 to 256 bytes, and this one has 257.",
  }),
  TokenHasNoCode: async ({ stranger, contracts }) => {
    const [relay, token] = [stranger.account.address, stranger.account.address]
    await registerRelay(stranger, { signer: relay, endpoint: 'a', contracts })
    return {
      call: setCarriage(stranger, { token, amount: 1n, contracts }),
      args: [token],
      sentence: `There is no contract at ${token}: it is no token on this chain.`,
    }
  },
  FailedCall: ({ wallet, contracts }) => {
    const calls = [{ to: contracts.RelayRegistry, data: '0x12345678', value: 0n } as const]
    return caseOfFailedCall(multicallRelays(wallet, { calls, contracts }))
  },
} satisfies CasesOf<typeof relayRegistryAbi>

type CasesOf<abi extends typeof inboxRegistryAbi | typeof relayRegistryAbi> = Record<
  Exclude<ContractErrorName<abi>, NeverThrown>,
  (world: RegistryScene) => Case | Promise<Case>
>

describe.each([
  ['InboxRegistry', Object.entries<(world: RegistryScene) => Case | Promise<Case>>(inboxCases)],
  ['RelayRegistry', Object.entries<(world: RegistryScene) => Case | Promise<Case>>(relayCases)],
] as const)('%s', (contract, cases) => {
  it.each(cases)('says what %s means', async (errorName, toCase) => {
    const { call, args, sentence } = await toCase(scene())
    expect(await refusal(call)).toEqual({ contract, errorName, args, shortMessage: sentence })
  })
})

describe('every action that only some may call', () => {
  it('refuses others', async () => {
    const { stranger, inboxId, contracts } = scene()
    const wallet = stranger.account.address as Address
    const signed = await signLinkWallet(stranger, { inboxId, contracts })
    const options = { inboxId, contracts }
    const refused = {
      linkWallet: linkWallet(stranger, { ...signed, contracts }),
      unlinkWallet: unlinkWallet(stranger, { ...options, wallet: contracts.PostOffice }),
      addKeys: addKeys(stranger, { ...options, keys: [] }),
      revokeKeys: revokeKeys(stranger, { ...options, keyIds: [] }),
      revokeAllKeys: revokeAllKeys(stranger, options),
      setGuardian: setGuardian(stranger, { ...options, guardian: wallet }),
      startRecoveryTransfer: startRecoveryTransfer(stranger, { ...options, to: wallet }),
      cancelRecoveryTransfer: cancelRecoveryTransfer(stranger, options),
      acceptRecoveryTransfer: acceptRecoveryTransfer(stranger, options),
      linkAccount: linkAccount(stranger, { ...options, caip10: 'a' }),
      unlinkAccount: unlinkAccount(stranger, { ...options, caip10: 'a' }),
      setRelaySigner: setRelaySigner(stranger, { signer: wallet, contracts }),
      setRelayEndpoint: setRelayEndpoint(stranger, { endpoint: 'a', contracts }),
      setCarriage: setCarriage(stranger, { token: zeroAddress, amount: 0n, contracts }),
      setRelayActive: setRelayActive(stranger, { active: true, contracts }),
    }
    const names = Object.entries(refused).map(
      async ([name, call]) => [name, (await refusal(call)).errorName] as const,
    )
    expect(Object.fromEntries(await Promise.all(names))).toEqual({
      linkWallet: 'NotRecovery',
      unlinkWallet: 'NotWalletOrRecovery',
      addKeys: 'NotWallet',
      revokeKeys: 'NotWalletOrRecovery',
      revokeAllKeys: 'NotWalletOrRecovery',
      setGuardian: 'NotRecovery',
      startRecoveryTransfer: 'NotRecoveryOrGuardian',
      cancelRecoveryTransfer: 'NotInCharge',
      acceptRecoveryTransfer: 'NoRecoveryTransfer',
      linkAccount: 'NotWallet',
      unlinkAccount: 'NotWallet',
      setRelaySigner: 'RelayNotRegistered',
      setRelayEndpoint: 'RelayNotRegistered',
      setCarriage: 'RelayNotRegistered',
      setRelayActive: 'RelayNotRegistered',
    })
  })
})

/** What the package itself refuses first can still be sent otherwise. */
async function uncheckedAddKeys(
  { wallet, inboxId, contracts }: RegistryScene,
  key: KeyInput,
): Promise<void> {
  try {
    await simulateContract(wallet, {
      address: contracts.InboxRegistry,
      abi: inboxRegistryAbi,
      functionName: 'addKeys',
      args: [inboxId, [key]],
      account: wallet.account,
    })
  } catch (error) {
    throw refusalOf(error, 'InboxRegistry') ?? error
  }
}
