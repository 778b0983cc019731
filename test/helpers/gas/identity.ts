import type { Hex } from 'viem'
import { keccak256, toHex, zeroAddress } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import type { World } from '../postOfficeWorld.ts'
import { EXPIRES_AT } from '../postOfficeWorld.ts'
import type { Operation } from './operation.ts'
import { BATCHES } from './operation.ts'

const ed25519Key = (seed: string) =>
  ({
    kind: 1,
    expiresAt: 0,
    publicKey: keccak256(toHex(seed)),
    possession: '0x',
  }) as const

const keysOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ed25519Key(`key ${index}`))

const DEADLINE = BigInt(EXPIRES_AT)
/** kind, expiry, and two byte strings of which one is empty. */
const KEY_WORDS = 7

const inboxes: Operation[] = [
  {
    name: 'register, no key',
    count: 1,
    least: { created: 2, events: [[1, 4, 1]] },
    reach: 80_000,
    others: 'Farcaster register 192,158*',
    measure: ({ gasOf, registry, stranger }) =>
      gasOf(registry.write.register([0n, zeroAddress, []], { account: stranger })),
  },
  {
    name: 'register, one Ed25519 key',
    count: 1,
    least: {
      created: 3,
      events: [
        [1, 4, 1],
        [1, 4, KEY_WORDS],
      ],
    },
    reach: 112_000,
    others: 'Farcaster register 192,158* + key add ≈ 305,000*',
    measure: ({ gasOf, registry, stranger }) =>
      gasOf(registry.write.register([0n, zeroAddress, [ed25519Key('one')]], { account: stranger })),
  },
  {
    name: 'registerFor, one Ed25519 key',
    count: 1,
    measure: async ({ gasOf, registry, deployer, stranger, signedForRegistry }) => {
      const keys = [ed25519Key('one')]
      const signature = await signedForRegistry(stranger, 'Register', {
        wallet: stranger.address,
        inboxNonce: 0n,
        recovery: zeroAddress,
        keys,
        deadline: DEADLINE,
      })
      return gasOf(
        registry.write.registerFor([stranger.address, 0n, zeroAddress, keys, DEADLINE, signature], {
          account: deployer,
        }),
      )
    },
  },
  {
    name: 'linkWallet',
    count: 1,
    least: { created: 1, updated: 2, recovered: 1, events: [[1, 3, 0]] },
    measure: async ({ gasOf, registry, wallet, stranger, inboxId, signedForRegistry }) => {
      const signature = await signedForRegistry(stranger, 'LinkWallet', {
        inboxId,
        wallet: stranger.address,
        deadline: DEADLINE,
      })
      return gasOf(
        registry.write.linkWallet([inboxId, stranger.address, DEADLINE, signature], {
          account: wallet,
        }),
      )
    },
  },
  {
    name: 'unlinkWallet',
    count: 1,
    measure: ({ gasOf, registry, wallet, inboxId }) =>
      gasOf(registry.write.unlinkWallet([inboxId, wallet.address], { account: wallet })),
  },
  {
    name: 'revokeAllKeys',
    count: 1,
    measure: ({ gasOf, registry, wallet, inboxId }) =>
      gasOf(registry.write.revokeAllKeys([inboxId], { account: wallet })),
  },
  {
    name: 'useNonce, InboxRegistry',
    count: 1,
    measure: ({ gasOf, registry, wallet }) => gasOf(registry.write.useNonce({ account: wallet })),
  },
  {
    name: 'linkAccount, Solana',
    count: 1,
    measure: ({ gasOf, registry, wallet, inboxId }) => {
      const account =
        'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv'
      const proof = `0x${'5a'.repeat(64)}` as const
      return gasOf(registry.write.linkAccount([inboxId, account, proof], { account: wallet }))
    },
  },
  {
    name: 'unlinkAccount, Solana',
    count: 1,
    measure: ({ gasOf, registry, wallet, inboxId }) => {
      const account =
        'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv'
      return gasOf(registry.write.unlinkAccount([inboxId, account], { account: wallet }))
    },
  },
]

const addKeys = (count: number): Operation => ({
  name: count === 1 ? 'addKeys, one 32-byte key' : `addKeys, 32-byte keys ×${count}`,
  count,
  least: { created: count, updated: 1, read: 1, events: [[count, 4, KEY_WORDS]] },
  reach: count === 1 ? 60_000 : undefined,
  others: count === 1 ? 'Farcaster key add ≈ 305,000*' : undefined,
  measure: ({ gasOf, registry, wallet, inboxId }) =>
    gasOf(registry.write.addKeys([inboxId, keysOf(count)], { account: wallet })),
})

const addKeysFor = (count: number): Operation => ({
  name: `addKeysFor, 32-byte keys ×${count}`,
  count,
  measure: async ({ gasOf, registry, wallet, stranger, inboxId, signedForRegistry }) => {
    const keys = keysOf(count)
    const signature = await signedForRegistry(wallet, 'AddKeys', {
      wallet: wallet.address,
      inboxId,
      keys,
      deadline: DEADLINE,
    })
    return gasOf(
      registry.write.addKeysFor([wallet.address, inboxId, keys, DEADLINE, signature], {
        account: stranger,
      }),
    )
  },
})

const revokeKeys = (count: number): Operation => ({
  name: `revokeKeys ×${count}`,
  count,
  least: { updated: count + 1, read: 1, events: [[count, 4, 0]] },
  measure: async (world) => {
    const { gasOf, registry, wallet, inboxId } = world
    const keyIds = await addedKeys(world, count)
    return gasOf(registry.write.revokeKeys([inboxId, keyIds], { account: wallet }))
  },
})

const revokeKeysFor = (count: number): Operation => ({
  name: `revokeKeysFor ×${count}`,
  count,
  measure: async (world) => {
    const { gasOf, registry, wallet, stranger, inboxId, signedForRegistry } = world
    const keyIds = await addedKeys(world, count)
    const signature = await signedForRegistry(wallet, 'RevokeKeys', {
      signer: wallet.address,
      inboxId,
      keyIds,
      deadline: DEADLINE,
    })
    return gasOf(
      registry.write.revokeKeysFor([wallet.address, inboxId, keyIds, DEADLINE, signature], {
        account: stranger,
      }),
    )
  },
})

async function addedKeys({ registry, wallet, inboxId }: World, count: number): Promise<Hex[]> {
  const keys = keysOf(count)
  await registry.write.addKeys([inboxId, keys], { account: wallet })
  return keys.map(({ kind, publicKey }) => keyIdOf(kind, publicKey))
}

/** Who an inbox is, and its keys. */
export const identity: Operation[] = [
  ...inboxes,
  ...BATCHES.map(addKeys),
  ...BATCHES.map(addKeysFor),
  ...BATCHES.map(revokeKeys),
  ...BATCHES.map(revokeKeysFor),
]
