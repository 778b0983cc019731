import type { Address, Hex } from 'viem'

/** Lets whoever has it fetch an inbox's letters from one relay. Plain data: an app may keep it, as safely as a key, until it is over. */
export type RelaySession = {
  /** Of the relay, without a slash at its end. */
  readonly url: string
  /** The relay, by its operator address. */
  readonly relay: Address
  readonly inboxId: Hex
  /** What the relay knows the session by: never shown to anybody else. */
  readonly token: string
  /** Unix seconds: when the relay ends it. */
  readonly expiresAt: number
}
