import { keccak256, toHex, zeroAddress } from 'viem'

import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { inboxIdOf, keyIdOf, subjectOf } from '../../../protocol/ids.ts'
import type { Call } from './call.ts'
import { call } from './call.ts'
import type { IndexedChain } from './indexedChain.ts'
import type { Account } from './localClient.ts'
import { signedChapter } from './signedChapter.ts'

const HOUR = 3_600

/** Who takes part in a story. */
export type Cast = { recipient: Account; sender: Account; relay: Account }

export async function cast(chain: IndexedChain): Promise<Cast> {
  return {
    recipient: await chain.account(),
    sender: await chain.account(),
    relay: await chain.account(),
  }
}

/** Announces what later chapters are about: an inbox with a key, a relay with a price, and money. */
export async function opening(chain: IndexedChain, { recipient, sender, relay }: Cast) {
  const { inboxRegistry, relayRegistry, postOffice } = chain.contracts
  const inboxId = inboxIdOf(recipient.address, 0n)
  const deposit = [zeroAddress, sender.address, 1_000n] as const
  await play(chain, [
    call(recipient, inboxRegistry, 'register', [0n, zeroAddress, [key]]),
    call(relay, relayRegistry, 'register', [relay.address, 'https://relay.example']),
    call(relay, relayRegistry, 'setCarriage', [zeroAddress, 5n, true]),
    call(recipient, postOffice, 'setTerms', [inboxId, zeroAddress, 10n, HOUR, false]),
    call(sender, postOffice, 'deposit', deposit, 1_000n),
    call(sender, postOffice, 'approve', [relay.address, 0n, 500n]),
  ])
}

/** Changes all of it, posts stamps and settles them; a chapter differs from another by its number. */
export async function chapter(chain: IndexedChain, people: Cast, n: number) {
  const { recipient, sender, relay } = people
  const { inboxRegistry, relayRegistry, postOffice } = chain.contracts
  const inboxId = inboxIdOf(recipient.address, 0n)
  const expiresAt = Number((await chain.client.getBlock()).timestamp) + 48 * HOUR
  const stamps = [1, 2, 3, 4].map((i): Stamp => {
    const letterHash = keccak256(toHex(`${n}-${i}`))
    const ids = {
      sender: sender.address,
      relay: relay.address,
      token: zeroAddress,
      inboxId,
      letterHash,
    }
    return { ...ids, carriage: BigInt(n + i), stake: 20n, expiresAt }
  })
  const again = { ...key, expiresAt: 1_900_000_000 + n }
  const subjects = [subjectOf(sender.address), subjectOf(relay.address)]
  const isOdd = n % 2 === 1
  await play(chain, [
    call(recipient, postOffice, 'setConsents', [inboxId, subjects, [1, isOdd ? 2 : 0]]),
    call(sender, postOffice, 'postMany', [stamps], 10n),
    call(recipient, inboxRegistry, 'addKeys', [inboxId, [again]]),
    call(relay, relayRegistry, 'setCarriage', [zeroAddress, BigInt(n), true]),
    call(relay, postOffice, 'admit', [stamps.slice(0, 2)]),
    call(recipient, postOffice, 'setPayout', [inboxId, isOdd ? sender.address : zeroAddress]),
    call(recipient, postOffice, 'collect', [stamps.slice(1, 3)]),
    call(recipient, postOffice, 'returnToSender', [stamps.slice(0, 1)]),
    call(recipient, postOffice, 'setTerms', [inboxId, zeroAddress, 10n + BigInt(n), HOUR, isOdd]),
    call(recipient, postOffice, 'setDoor', [inboxId, n % 3]),
    call(recipient, inboxRegistry, 'revokeKeys', [inboxId, [keccak256(toHex(n))]]),
    call(relay, relayRegistry, 'setActive', [!isOdd]),
    call(relay, relayRegistry, 'setSigner', [isOdd ? sender.address : relay.address]),
    call(relay, relayRegistry, 'setEndpoint', [`https://relay.example/${n}`]),
    call(relay, postOffice, 'transferFrom', [sender.address, relay.address, 0n, BigInt(n)]),
    call(sender, postOffice, 'setOperator', [recipient.address, isOdd]),
    call(relay, postOffice, 'withdraw', [zeroAddress, 1n, relay.address]),
    call(sender, inboxRegistry, 'useNonce', []),
    isOdd
      ? call(recipient, inboxRegistry, 'linkAccount', [inboxId, account, toHex(n)])
      : call(recipient, inboxRegistry, 'unlinkAccount', [inboxId, account]),
  ])
  await signedChapter(chain, people, n)
}

/** Ends what a chapter could not repeat: the recovery, the key by name, all others with their epoch, the wallet's link. */
export async function ending(chain: IndexedChain, { recipient, sender }: Cast) {
  const { inboxRegistry } = chain.contracts
  const inboxId = inboxIdOf(recipient.address, 0n)
  const { timestamp } = await chain.send(
    call(recipient, inboxRegistry, 'startRecoveryTransfer', [inboxId, sender.address]),
  )
  const accept = call(sender, inboxRegistry, 'acceptRecoveryTransfer', [inboxId])
  await chain.send(accept, timestamp + 48 * HOUR)
  await play(chain, [
    call(recipient, inboxRegistry, 'revokeKeys', [inboxId, [keyIdOf(key.kind, key.publicKey)]]),
    call(recipient, inboxRegistry, 'revokeAllKeys', [inboxId]),
    call(recipient, inboxRegistry, 'unlinkWallet', [inboxId, recipient.address]),
  ])
}

const account = 'cosmos:cosmoshub-3:cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0'
const key = { kind: 1, expiresAt: 0, publicKey: keccak256('0x01'), possession: '0x' } as const

async function play(chain: IndexedChain, calls: readonly Call[]): Promise<void> {
  for (const each of calls) await chain.send(each)
}
