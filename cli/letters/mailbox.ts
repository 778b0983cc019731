import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { explain } from '../errors/explain.ts'
import type { ExitCode } from '../exitCodes.ts'
import { exitCodes } from '../exitCodes.ts'
import { askRelay, relayRefusal } from './askRelay.ts'
import type { DeliveredLetter } from './deliveredLetter.ts'
import type { RecipientKeys } from './recipientKeys.ts'
import type { SessionPlace } from './relaySession.ts'
import { openRelaySession } from './relaySession.ts'
import { takeLetters } from './takeLetters.ts'

/** The letters of an inbox at a relay. */
export type Mailbox = {
  letters(): AsyncGenerator<DeliveredLetter, void, undefined>
  /** Tells the relay that the recipient has a letter, which it then throws away. Says so where it cannot be told. */
  acknowledge(letter: DeliveredLetter): Promise<void>
}

export type MailboxOptions = {
  /** Milliseconds without a letter after which none is waiting any more. */
  idleMs: number
  /** Whether to go on, across sessions and breaks. */
  follow: boolean
}

/** What passes by itself: a relay that is away, one that cannot judge now, and a session that is over. */
const passing: ReadonlySet<ExitCode> = new Set([
  exitCodes.unreachable,
  exitCodes.untrusted,
  exitCodes.refused,
])

const [shortestPause, longestPause] = [1_000, 60_000]

/** Opens a session at a relay. @throws {CliError} It is refused. */
export async function openMailbox(
  context: Context,
  place: SessionPlace,
  { signing }: Pick<RecipientKeys, 'signing'>,
  { idleMs, follow }: MailboxOptions,
): Promise<Mailbox> {
  const { url } = place
  const open = () => openRelaySession(context, place, signing)
  let token = await open()
  let after: string | undefined

  async function* take(idle: number | undefined) {
    for await (const letter of takeLetters({ url, token, after, idleMs: idle })) {
      yield letter
      after = letter.letterId
    }
  }

  async function* followed() {
    for (let pause = shortestPause; ; ) {
      try {
        for await (const letter of take(undefined)) {
          yield letter
          pause = shortestPause
        }
      } catch (error) {
        const { exitCode, message } = explain(error)
        if (!passing.has(exitCode)) throw error
        context.output.note(`${message} Trying again in ${pause / 1_000} s.`)
      }
      await sleep(pause)
      pause = Math.min(2 * pause, longestPause)
      token = await open().catch(() => token)
    }
  }

  return {
    letters: () => (follow ? followed() : take(idleMs)),
    async acknowledge({ letterId }) {
      try {
        const headers = { authorization: `Bearer ${token}` }
        const answer = await askRelay(url, `/letters/${letterId}`, { method: 'DELETE', headers })
        if (!answer.ok) throw await relayRefusal(url, answer)
      } catch (error) {
        context.output.note(
          `The relay could not be told that letter ${letterId} is read, so it comes again: ${explain(error).message}`,
        )
      }
    },
  }
}
