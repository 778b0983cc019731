import type { Address, Hex, TypedData } from 'viem'
import { hashTypedData, hexToBytes } from 'viem'
import { inboxRegistryDomain } from '../../../protocol/eip712/inboxRegistry.ts'

/** What an inbox says to one relay, so that it is handed its letters. */
export type Session = {
  inboxId: Hex
  /** The wallet that signs; 0x0…0: a key does. */
  wallet: Address
  /** The key that signs; 0x0…0: a wallet does. */
  keyId: Hex
  /** The relay that it is said to, by its operator address: no other can use it. */
  relay: Address
  /** Where it is said, such as https://relay.example: whoever is asked elsewhere cannot hand it on to the relay. */
  origin: string
  /** The relay's own, 32 bytes, given for this inbox and good once. */
  challenge: Hex
}

export type SessionParameters = {
  chainId: number
  /** Address of the InboxRegistry on that chain. */
  registry: Address
  session: Session
}

const sessionTypes = {
  RelaySession: [
    { name: 'inboxId', type: 'bytes32' },
    { name: 'wallet', type: 'address' },
    { name: 'keyId', type: 'bytes32' },
    { name: 'relay', type: 'address' },
    { name: 'origin', type: 'string' },
    { name: 'challenge', type: 'bytes32' },
  ],
} as const satisfies TypedData

/**
 * The typed data of a session, for a wallet to sign (EIP-712). No contract checks it.
 *
 * @example
 * const signature = await wallet.signTypedData(sessionTypedData({ chainId: 8453, registry, session }))
 */
export function sessionTypedData({ chainId, registry, session }: SessionParameters) {
  return {
    domain: inboxRegistryDomain(chainId, registry),
    types: sessionTypes,
    primaryType: 'RelaySession',
    message: session,
  } as const
}

/**
 * The 32 bytes that a key signs.
 *
 * @example
 * const digest = sessionDigest({ chainId: 8453, registry, session })
 */
export function sessionDigest(parameters: SessionParameters): Uint8Array {
  return hexToBytes(hashTypedData(sessionTypedData(parameters)))
}
