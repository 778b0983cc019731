import type { Address, Hex } from 'viem'
import type { Reason } from '../../protocol/reasons.ts'
import { inboxIds } from './inboxes.ts'
import type { Letter, Letters } from './letters.ts'
import { letterHash } from './letters.ts'
import type { OpenMailing, OpenMailings } from './mailings.ts'
import { people } from './people.ts'

/** A question to `POST /v1/verify` about the seeded scene, and the reason that its answer gives. */
export type Example = {
  reason: Reason
  /** What is asked, in words. */
  about: string
  request: Question & { chain: string } & Record<string, unknown>
}

type Question = { inboxId: Hex; sender: Address; letterHash: Hex; relay: Address }

/** One example for each reason, and one more for `paid`: the first is by a stamp, the second by a mailing. */
export function examplesOf(
  chainId: number,
  letters: Letters,
  { newsletter, invitation }: OpenMailings,
): Example[] {
  const swift = people.swift.account.address
  const heidi = people.heidi.account.address
  const grace = people.grace.account.address
  const mallory = people.mallory.account.address

  const example = (reason: Reason, about: string, question: Question, more = {}): Example => ({
    reason,
    about,
    request: { chain: `eip155:${chainId}`, ...question, ...more },
  })
  const stamped = ({ stamp }: Letter): Question => ({
    inboxId: stamp.inboxId,
    sender: stamp.sender,
    letterHash: stamp.letterHash,
    relay: swift,
  })
  const unstamped = (inboxId: Hex, sender: Address): Question => ({
    inboxId,
    sender,
    letterHash: letterHash('Not stamped'),
    relay: swift,
  })

  const mailed = ({ mailingId, letters: sent }: OpenMailing, place: number, claimed = place) => {
    const letter = sent[place]
    if (!letter) throw new Error(`The mailing has no letter ${place}`)
    const { proof, ...addressed } = letter
    const question = { ...addressed, sender: heidi, relay: swift }
    return [question, { mailing: { mailingId, index: claimed, proof } }] as const
  }

  return [
    example('paid', 'postage is in escrow', stamped(letters.open)),
    example('paid', 'by a mailing, of which this is letter 0 of 4', ...mailed(newsletter, 0)),
    example('consented', 'the inbox allows this sender', unstamped(inboxIds.bruno, grace), {
      senderAuthenticated: true,
    }),
    example('no_postage_required', 'the door is free', unstamped(inboxIds.ada, heidi)),
    example('unknown_inbox', 'nobody registered it', unstamped(letterHash('Nobody'), heidi)),
    example('sender_denied', 'though this sender has paid', stamped(letters.fromMallory)),
    example('closed', 'to strangers', unstamped(inboxIds.dmitri, heidi)),
    example('postage_unknown', 'no such stamp', unstamped(inboxIds.bruno, heidi), {
      stampId: letterHash('No stamp'),
    }),
    example('stamp_mismatch', 'the stamp is for another letter', unstamped(inboxIds.bruno, heidi), {
      stampId: letters.open.stampId,
    }),
    example(
      'bad_proof',
      'letter 0 of the mailing is not its letter 1',
      ...mailed(newsletter, 0, 1),
    ),
    example('postage_required', 'with what it takes', unstamped(inboxIds.bruno, heidi)),
    example('no_common_token', 'the relay takes dollars, the inbox does not', {
      ...unstamped(inboxIds.bruno, mallory),
      sender: heidi,
      relay: people.zephyr.account.address,
    }),
    example('wrong_relay', 'the stamp names another', stamped(letters.forZephyr)),
    example('already_settled', 'the recipient has collected', stamped(letters.collected)),
    example('expired', 'nobody has answered in time', stamped(letters.overdue)),
    example(
      'token_not_accepted',
      'the mailing pays in ether, its letter 2 is for one who takes dollars',
      ...mailed(newsletter, 2),
    ),
    example('stake_too_low', 'the stake is half of what this inbox asks', ...mailed(newsletter, 1)),
    example(
      'window_too_short',
      'six days to answer, and this inbox asks for seven',
      ...mailed(invitation, 0),
    ),
    example('expiring', 'too little time is left to answer', stamped(letters.expiring)),
    example('carriage_too_low', 'half of what the relay asks', stamped(letters.stingy)),
    example('not_final', 'asked for a million confirmations', stamped(letters.open), {
      minConfirmations: 1_000_000,
    }),
  ]
}

/** The example for a reason. */
export function exampleOf({ examples }: { examples: readonly Example[] }, reason: Reason): Example {
  const example = examples.find((candidate) => candidate.reason === reason)
  if (!example) throw new Error(`The scene has no example for ${reason}`)
  return example
}
