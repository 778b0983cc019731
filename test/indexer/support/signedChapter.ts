import { keccak256, toHex, zeroAddress } from 'viem'

import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { inboxIdOf } from '../../../protocol/ids.ts'
import type { Call } from './call.ts'
import { call } from './call.ts'
import type { IndexedChain } from './indexedChain.ts'
import { openMailing, prepareMailing } from './mailings.ts'
import { collectMailFor, postFor, settleFor, withdrawFor } from './onBehalf.ts'
import type { Cast } from './story.ts'

const HOUR = 3_600

/**
 * What a chapter does by signatures and by mailings, all but the end in one block: blocks are few between what a reorg may
 * take back and what it may not.
 */
export async function signedChapter(
  chain: IndexedChain,
  { recipient, sender, relay }: Cast,
  n: number,
): Promise<void> {
  const { inboxRegistry, postOffice } = chain.contracts
  const inboxId = inboxIdOf(recipient.address, 0n)
  const now = Number((await chain.client.getBlock()).timestamp)
  const hashOf = (what: string) => keccak256(toHex(`${what} of chapter ${n}`))

  const common = { relay: relay.address, token: zeroAddress, carriage: BigInt(n), stake: 20n }
  const stampOf = (what: string): Stamp => {
    const letter = { inboxId, letterHash: hashOf(what) }
    return { sender: sender.address, ...common, ...letter, expiresAt: now + 48 * HOUR }
  }
  const [signed, taken, voided] = [stampOf('signed'), stampOf('taken'), stampOf('voided')]
  const { sender: _, ...input } = taken

  const letters = [0, 1, 2].map((i) => ({ inboxId, letterHash: hashOf(`mail ${i}`) }))
  const postage = { ...common, sender: sender.address, expiresAt: now + 3 * HOUR }
  const carried = await prepareMailing(chain, letters, postage)
  const ignored = await prepareMailing(chain, letters.slice(0, 1), postage)
  const { mailing, claims } = carried
  const isOdd = n % 2 === 1

  await chain.sendInOneBlock(
    await postFor(chain, relay, sender, signed),
    call(relay, postOffice, 'postFrom', [sender.address, input]),
    call(sender, postOffice, 'voidStamps', [[voided]]),
    await settleFor(chain, relay, recipient, [signed], isOdd),
    await withdrawFor(chain, relay, sender, { token: zeroAddress, amount: 1n, to: relay.address }),
    call(sender, postOffice, 'useNonce', []),
    openMailing(chain, sender, mailing, `https://leaves.example/\0${n}`),
    openMailing(chain, sender, ignored.mailing),
    call(recipient, postOffice, 'collectMail', [mailing, claims.slice(2)]),
    call(relay, postOffice, 'admitMailing', [mailing]),
    await collectMailFor(chain, relay, recipient, { ...carried, claims: claims.slice(0, 1) }),
    call(recipient, inboxRegistry, 'setGuardian', [inboxId, isOdd ? sender.address : zeroAddress]),
    call(recipient, inboxRegistry, 'startRecoveryTransfer', [inboxId, sender.address]),
    ...cancellation(isOdd),
  )
  await chain.client.setNextBlockTimestamp({ timestamp: BigInt(postage.expiresAt) })
  await chain.sendInOneBlock(
    call(relay, postOffice, 'closeMailing', [mailing]),
    call(relay, postOffice, 'closeMailing', [ignored.mailing]),
    ...cancellation(!isOdd),
  )

  function cancellation(isNow: boolean): Call[] {
    return isNow ? [call(recipient, inboxRegistry, 'cancelRecoveryTransfer', [inboxId])] : []
  }
}
