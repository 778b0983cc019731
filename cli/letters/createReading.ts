import type { DeliveredLetter } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Context } from '../context.ts'
import { ExitError } from '../errors/ExitError.ts'
import { explainFor } from '../errors/explainFor.ts'
import { exitCodes } from '../exitCodes.ts'
import type { Mailbox } from './mailbox.ts'
import type { ClosedLetter } from './openDelivered.ts'
import type { ReadLetter } from './readLetterText.ts'
import { lackOf, readLetterJson, readLetterText } from './readLetterText.ts'

/** Shows letters, and acknowledges each once it is safely shown. */
export type Reading = {
  show(delivered: DeliveredLetter, letter: ReadLetter | ClosedLetter): Promise<void>
  /** How many letters were read: what had to be left at the relay, or was thrown away, is none of them. */
  count(): number
  /** Says what there is to say at the end. @throws {ExitError} Letters were left at the relay although they were to be read. */
  end(): Promise<void>
  /** Ends by an error. Letters that its document has are acknowledged all the same. @throws {ExitError} @throws The error, where each was shown. */
  fail(error: unknown): Promise<never>
}

export type CreateReadingParameters = {
  mailbox: Mailbox
  /** Whether letters stay at the relay. */
  keep: boolean
  /** Whether what is no letter is acknowledged, and so thrown away. */
  discard: boolean
  /** Whether one document has all letters, rather than each its own. */
  isOne: boolean
  /** What that document says besides. */
  facts: { inboxId: Hex; chain: string; relay: Address }
}

type Left = { letterId: string; letterHash: string; because: string }

export function createReading(context: Context, parameters: CreateReadingParameters): Reading {
  const { mailbox, keep, discard, isOne, facts } = parameters
  const { inboxId } = facts
  const { output } = context
  const letters: object[] = []
  const pending: DeliveredLetter[] = []
  const left: Left[] = []
  const discarded: Left[] = []
  let count = 0

  const leave = ({ letterId }: DeliveredLetter, letterHash: string, because: string) => {
    left.push({ letterId, letterHash, because })
    output.note(`Letter ${letterId} stays at the relay. ${because}`)
  }
  const throwAway = async (delivered: DeliveredLetter, { letterHash, because }: ClosedLetter) => {
    const { letterId } = delivered
    discarded.push({ letterId, letterHash, because })
    output.note(`Letter ${letterId} is thrown away. ${because}`)
    if (isOne) pending.push(delivered)
    else await acknowledge(delivered)
  }
  const acknowledge = async (delivered: DeliveredLetter) => {
    if (!keep) await mailbox.acknowledge(delivered)
  }

  return {
    count: () => count,
    async show(delivered, letter) {
      if ('because' in letter) {
        if (discard && letter.isRubbish) return await throwAway(delivered, letter)
        return leave(delivered, letter.letterHash, letter.because)
      }
      if (isOne) {
        count += 1
        letters.push(readLetterJson(letter))
        pending.push(delivered)
        return
      }
      output.line(readLetterJson(letter), () => readLetterText(context, letter))
      await flushed()
      const lack = output.isJson ? undefined : lackOf(letter)
      if (lack) return leave(delivered, letter.letterHash, lack)
      count += 1
      await acknowledge(delivered)
    },
    async end() {
      if (isOne) output.result({ ...facts, letters, left, discarded }, () => '')
      else if (count + left.length + discarded.length === 0)
        output.note(`No letter is waiting for inbox ${inboxId}.`)
      await acknowledgeTold()
      if (left.length > 0) throw new ExitError(exitCodes.usage)
    },
    async fail(error) {
      if (pending.length === 0) throw error
      const explanation = await explainFor(context, error)
      output.failure(explanation, { letters, left, discarded })
      await acknowledgeTold()
      throw new ExitError(explanation.exitCode)
    },
  }

  async function acknowledgeTold(): Promise<void> {
    await flushed()
    for (const delivered of pending) await acknowledge(delivered)
  }
}

/** Waits until all that was printed has left the process: a letter that nobody got to see must not be acknowledged. */
async function flushed(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write('', (error) => (error ? reject(error) : resolve()))
  })
}
