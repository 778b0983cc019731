import type { DeliveredLetter, FeedBreak } from '@pennypost/sdk'
import { acknowledgeLetter, openRelaySession, readLetters } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Context } from '../context.ts'
import { explain } from '../errors/explain.ts'
import type { RecipientKeys } from './recipientKeys.ts'

/** Whose letters are asked for, at which relay. */
export type MailboxPlace = { inboxId: Hex; relay: Address; url: string }

/** The letters of an inbox at a relay. */
export type Mailbox = {
  /** @param signal - Ends it, with `follow` after the letter that it is at. */
  letters(signal?: AbortSignal): AsyncGenerator<DeliveredLetter, void, undefined>
  /** Tells the relay that the recipient has a letter, which it then throws away. Says so where it cannot be told. */
  acknowledge(letter: DeliveredLetter): Promise<void>
}

export type MailboxOptions = {
  /** Milliseconds without a letter after which to end; undefined: once all is out that waits. */
  idleMs: number | undefined
  /** Whether to go on, across sessions and breaks. */
  follow: boolean
}

/** Opens a session at a relay. @throws {RelayAnswerError} It is refused, or another relay answers. */
export async function openMailbox(
  context: Context,
  place: MailboxPlace,
  { signing }: Pick<RecipientKeys, 'signing'>,
  { idleMs, follow }: MailboxOptions,
): Promise<Mailbox> {
  const { id: chainId, contracts } = await context.chain()
  const signer = signing ?? (await context.signer())
  const open = () => openRelaySession({ ...place, chainId, contracts, signer })
  let session = await open()
  const renew = async () => {
    session = await open()
    return session
  }
  const onBreak = ({ error, retryInMs }: FeedBreak) => {
    const what = error === undefined ? 'The relay ended the connection.' : explain(error).message
    context.output.note(`${what} Trying again in ${Math.ceil(retryInMs / 1_000)} s.`)
  }
  return {
    letters: (signal) =>
      readLetters(session, { signal, ...(follow ? { follow, renew, onBreak } : { idleMs }) }),
    async acknowledge({ letterId }) {
      try {
        await acknowledgeLetter(session, letterId)
      } catch (error) {
        context.output.note(
          `The relay could not be told that letter ${letterId} is read, so it comes again: ${explain(error).message}`,
        )
      }
    },
  }
}
