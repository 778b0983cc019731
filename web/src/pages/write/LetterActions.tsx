import type { ReactNode } from 'react'
import { useState } from 'react'
import { useChain } from '../../config/useChain.ts'
import type { Sending } from '../../letters/createSendings.ts'
import { letterStanding } from '../../letters/letterStanding.ts'
import type { OwnLetter } from '../../letters/OwnLetter.ts'
import { ownLetterKey, ownLetterStore } from '../../letters/ownLetterStore.ts'
import { sendings } from '../../letters/sendings.ts'
import { useStartSending } from '../../letters/useSending.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { isRefusal } from '../../wallet/isRefusal.ts'
import { useWallet } from '../../wallet/useWallet.ts'
import { paidWords, unsureWords } from './letterWords.ts'
import { useLetterProblem } from './useLetterProblem.ts'
import { WriteAnew } from './WriteAnew.tsx'

/** What stands in a letter's way, and what can be done. */
export function LetterActions({
  letter,
  sending,
  onAnew,
}: {
  letter: OwnLetter
  sending: Sending | undefined
  onAnew(letter: OwnLetter): void
}): ReactNode {
  const { state, sentence } = letterStanding(letter)
  const problem = useLetterProblem(sending?.error)
  const key = ownLetterKey(letter)
  const start = useStartSending()
  const isAtIt = sending?.isRunning === true && sending.error === undefined
  if (state === 'taken' || isAtIt) return null
  if (state === 'doubtful')
    return (
      <Notice tone="warn" title="No receipt that holds">
        {sentence}
      </Notice>
    )
  if (state === 'paid')
    return (
      <Notice
        tone="warn"
        title={problem?.title ?? 'Paid, and not with the relay yet'}
        action={
          <Button
            size="small"
            busy={sending?.isRunning === true}
            onClick={() => start(key, { mayAsk: true })}
          >
            Send it again
          </Button>
        }
      >
        {`${paidWords(letter, problem?.sentence)} It is paid for, and is never paid twice: the very same letter is handed over again${sending?.retryAt ? ', by itself too' : ''}. If the relay never takes it, the postage is yours again when its time is over.`}
      </Notice>
    )
  const anew = async () => {
    sendings.forget(key)
    if (state === 'unpaid') await ownLetterStore.delete(key)
    else await ownLetterStore.update(key, (known) => known && { ...known, isGivenUp: true })
    onAnew(letter)
  }
  if (state === 'unsure' && letter.isGivenUp && !sending?.error) return null
  return (
    <>
      <Notice
        tone={state === 'unsure' ? 'warn' : 'info'}
        title={
          state === 'unsure' ? 'It is not known yet whether this letter is paid' : 'Not sent yet'
        }
        action={
          <Row gap="small">
            <GoOn letter={letter} busy={state === 'unpaid' && sending?.isRunning === true} />
            <WriteAnew isUnsure={state === 'unsure'} onConfirm={() => void anew()} />
          </Row>
        }
      >
        {state === 'unsure' ? unsureWords(letter) : sentence}
      </Notice>
      {problem && state === 'unpaid' && (
        <Notice tone="bad" title={problem.title}>
          {problem.sentence}
        </Notice>
      )}
      {problem && state === 'unsure' && isElsewhere(sending?.error) && (
        <Notice tone="bad" title={problem.title}>
          {problem.sentence}
        </Notice>
      )}
    </>
  )
}

/** Whether it says more than that it is not known. */
function isElsewhere(error: unknown): boolean {
  return error instanceof Error && error.name !== 'PaymentUnsureError'
}

function GoOn({ letter, busy }: { letter: OwnLetter; busy: boolean }): ReactNode {
  const chain = useChain()
  const wallet = useWallet()
  const start = useStartSending()
  const [isSwitching, setSwitching] = useState(false)
  const label = (letter.postage?.timesAsked ?? 0) > 0 ? 'Ask my wallet again' : 'Send it'
  if (wallet.status === 'none')
    return (
      <Button size="small" onClick={wallet.connect}>
        Connect wallet
      </Button>
    )
  if (wallet.status === 'connected' && !wallet.isOnChain)
    return (
      <Button
        size="small"
        busy={isSwitching}
        onClick={() => {
          setSwitching(true)
          wallet
            .switchChain()
            .catch((error) => isRefusal(error))
            .finally(() => setSwitching(false))
        }}
      >
        {`Switch to ${chain.name}`}
      </Button>
    )
  return (
    <Button
      size="small"
      busy={busy}
      disabled={wallet.status === 'connecting'}
      onClick={() => start(ownLetterKey(letter), { mayAsk: true })}
    >
      {label}
    </Button>
  )
}
