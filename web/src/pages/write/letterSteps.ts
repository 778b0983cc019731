import type { ApiSchemas } from '@pennypost/sdk'
import type { Sending } from '../../letters/createSendings.ts'
import { isDelivered } from '../../letters/isDelivered.ts'
import type { OwnLetter } from '../../letters/OwnLetter.ts'

export type LetterStep = {
  label: string
  state: 'waiting' | 'busy' | 'done' | 'failed'
  note?: string | undefined
}

type Facts = {
  letter: OwnLetter
  sending: Sending | undefined
  /** What the API says of its stamp. */
  stamp: Pick<ApiSchemas['Stamp'], 'status' | 'carriagePaid'> | undefined
  /** Whether the API says that the letter may be carried for it. */
  isCounting: boolean
  /** Whether the time to answer is over. */
  isOver: boolean
}

/** The way of a letter from the wallet to its answer. Nothing is said to be done before the chain, or the relay, has said so. */
export function letterSteps(facts: Facts): readonly LetterStep[] {
  const { letter } = facts
  const sealed = `Sealed for ${letter.keyCount === 1 ? 'one device' : `${letter.keyCount} devices`}`
  return [
    { label: sealed, state: 'done', note: 'Every key was checked on chain.' },
    ...(letter.isSigned ? [signing(facts)] : []),
    ...(letter.price || letter.postage ? [paying(facts), counting(facts)] : []),
    relay(facts),
    ...(letter.price || letter.postage ? [admission(facts), answer(facts)] : []),
  ]
}

function signing({ letter, sending }: Facts): LetterStep {
  if (letter.statement) return { label: 'Signed as yours', state: 'done' }
  const isAsked = sending?.phase?.phase === 'signing' && sending.isRunning
  return {
    label: 'Sign it as yours',
    state: isAsked ? 'busy' : 'waiting',
    note: isAsked ? 'Confirm in your wallet. It costs nothing.' : undefined,
  }
}

const words: Readonly<Record<string, string>> = {
  checking: 'Checking whether the payment would go through.',
  approving: 'Confirm in your wallet that the PostOffice may take this much of the token.',
  asking: 'Confirm in your wallet.',
  mining: 'Sent. It is being mined.',
  looking: 'Looking on chain whether it is paid.',
}

function paying({ letter: { postage }, sending }: Facts): LetterStep {
  if (postage?.isPosted) return { label: 'Postage paid', state: 'done' }
  const phase = sending?.isRunning ? sending.phase?.phase : undefined
  const note = phase && words[phase]
  if (note && phase !== 'looking') return { label: 'Pay the postage', state: 'busy', note }
  if (postage && postage.timesAsked > 0)
    return {
      ...{ label: 'Pay the postage', state: 'busy' },
      note: 'The chain does not have the payment so far. It is looked for every few seconds.',
    }
  return { label: 'Pay the postage', state: 'waiting' }
}

function counting({ letter: { postage }, stamp, isCounting, isOver }: Facts): LetterStep {
  const isKnown = stamp !== undefined && (isCounting || stamp.status !== 'open')
  if (isKnown || (stamp && isOver)) return { label: 'The postage counts', state: 'done' }
  const isDue = postage?.isPosted === true
  return {
    label: 'The postage counts',
    state: isDue ? 'busy' : 'waiting',
    note: isDue ? 'The API is about to see it.' : undefined,
  }
}

function relay({ letter, sending }: Facts): LetterStep {
  const { delivery } = letter
  if (delivery && isDelivered(letter)) {
    const notes = {
      good: 'It has signed a receipt, which holds.',
      bad: 'It gave no receipt that holds.',
      unchecked: 'Its receipt could not be checked.',
    }
    return { label: 'With the relay', state: 'done', note: notes[delivery.receipt] }
  }
  const label = 'Hand it to the relay'
  const phase = sending?.isRunning ? sending.phase : undefined
  if (phase?.phase === 'relay') {
    const isWaiting = phase.waiting !== undefined
    return { label, state: 'busy', note: isWaiting ? waitingNote(phase.waiting) : undefined }
  }
  const isDue = letter.postage?.isPosted === true
  if (isDue && sending?.error && sending.retryAt === undefined) return { label, state: 'failed' }
  return {
    label,
    state: isDue ? 'busy' : 'waiting',
    note: isDue ? `${unconfirmed(delivery)} It is tried again by itself.` : undefined,
  }
}

function unconfirmed(delivery: OwnLetter['delivery']): string {
  if (delivery?.receipt === 'bad') return 'Its relay took it without a receipt that holds.'
  if (delivery) return 'Its relay took it, and its receipt could not be checked.'
  return 'Its relay has not confirmed it yet.'
}

function waitingNote(reason: string | undefined): string {
  if (reason === 'unreachable') return 'The relay does not answer. It is tried again.'
  if (reason?.startsWith('status_')) return 'The relay is busy. It is tried again.'
  return 'The relay has not seen the payment yet.'
}

function admission({ stamp, letter }: Facts): LetterStep {
  if (stamp?.carriagePaid) return { label: 'Admitted: the relay has its carriage', state: 'done' }
  const isAnswered = stamp && stamp.status !== 'open' && stamp.status !== 'admitted'
  return {
    label: 'Admitted by the relay',
    state: isDelivered(letter) && stamp && !isAnswered ? 'busy' : 'waiting',
  }
}

function answer({ stamp, letter, isOver }: Facts): LetterStep {
  switch (stamp?.status) {
    case 'collected':
      return { label: 'Answered: the recipient collected the stake', state: 'done' }
    case 'returned':
      return { label: 'Answered: the recipient returned the stake to you', state: 'done' }
    case 'expired':
      return { label: 'Not answered: the stake is yours again', state: 'done' }
    default:
      if (isOver) return { label: 'Not answered in time', state: 'failed' }
      return {
        label: 'Answered by the recipient',
        state: isDelivered(letter) && stamp ? 'busy' : 'waiting',
      }
  }
}
