import type { ListEntry } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Mail } from './Mail.ts'

/** A stamp as the API lists it. */
export type ListedStamp = ListEntry<'listInboxStamps'>

/** A stake that came with a letter: that of a stamp, or of a letter of a mailing. */
export type Received = {
  /** The stamp's, or of a letter of a mailing its hash. */
  id: Hex
  letterHash: Hex
  /** Who paid, and gets back what is returned. */
  payer: Address
  token: Address
  /** In the token's smallest unit. */
  stake: bigint
  /** Unix seconds; from then on nobody can answer any more. */
  expiresAt: number
  /** Unix seconds: when it was paid, or of a letter of a mailing, when it came. */
  since: number
} & ({ stamp: ListedStamp; mail?: undefined } | { stamp?: undefined; mail: Mail })

/** What can be done with a stake. */
export type Answer = 'collect' | 'return'

/** Of a stamp. */
export function ofStamp(stamp: ListedStamp): Received {
  return {
    id: stamp.stampId,
    letterHash: stamp.letterHash,
    payer: stamp.sender,
    token: stamp.token,
    stake: BigInt(stamp.stake),
    expiresAt: stamp.expiresAt,
    since: stamp.postedAt,
    stamp,
  }
}

/** Of a letter of a mailing. @param since - Unix seconds: when it came. */
export function ofMail(mail: Mail, since: number): Received {
  const { sender, token, stake, expiresAt } = mail.mailing
  return {
    ...{ id: mail.letterHash, letterHash: mail.letterHash },
    ...{ payer: sender, token, stake, expiresAt, since, mail },
  }
}
