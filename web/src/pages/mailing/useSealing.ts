import { mailingIdOf } from '@pennypost/sdk'
import type { EncryptionKey } from '@pennypost/sdk/letters'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Address, Hex } from 'viem'
import type { SiteRelay } from '../../relays/SiteRelay.ts'
import { chainNow } from './chainNow.ts'
import type { AddressedLetter } from './lookUpInboxes.ts'
import type { MailingContext, OnProgress } from './MailingContext.ts'
import { keepMailing } from './mailingStore.ts'
import { useMailingContext } from './useMailingContext.ts'
import { useShowMailing } from './useShowMailing.ts'
import type { NamedToken } from './useTokens.ts'

/** All that a mailing is made of. */
export type MailingDraft = {
  sender: Address
  relay: SiteRelay
  token: NamedToken
  /** For each letter. */
  carriage: bigint
  /** For each letter. */
  stake: bigint
  /** Seconds. */
  lasts: number
  letters: readonly AddressedLetter[]
  keys: ReadonlyMap<Hex, readonly EncryptionKey[]>
  /** Of the list. */
  name: string
}

type State =
  | { state: 'idle' }
  | { state: 'busy'; done: number; total: number }
  | { state: 'failed'; error: unknown }

/** Seals a mailing, keeps it in this browser, and shows it. */
export function useSealing() {
  const context = useMailingContext()
  const show = useShowMailing()
  const [state, setState] = useState<State>({ state: 'idle' })
  const ends = useRef<AbortController>(undefined)
  useEffect(() => () => ends.current?.abort(), [])

  const start = useCallback(
    async (draft: MailingDraft) => {
      ends.current?.abort()
      const run = new AbortController()
      ends.current = run
      const total = draft.letters.length
      // Each letter is one of thousands: the page need not show every one.
      const step = Math.max(1, Math.floor(total / 200))
      const onProgress: OnProgress = (done) => {
        if (done % step === 0 || done === total) setState({ state: 'busy', done, total })
      }
      setState({ state: 'busy', done: 0, total })
      try {
        show(await sealMailing(context, draft, { signal: run.signal, onProgress }))
      } catch (error) {
        setState(run.signal.aborted ? { state: 'idle' } : { state: 'failed', error })
      }
    },
    [context, show],
  )
  return {
    ...state,
    start: (draft: MailingDraft) => void start(draft),
    stop: () => ends.current?.abort(),
  }
}

async function sealMailing(
  context: MailingContext,
  draft: MailingDraft,
  run: { signal: AbortSignal; onProgress: OnProgress },
): Promise<Hex> {
  const { chain } = context
  const { sender, relay, token, carriage, stake, lasts, name } = draft
  const { id: chainId, contracts, caip2 } = chain
  const { sealLetters } = await import('./sealLetters.ts')
  const { treeOf } = await import('./treeOf.ts')
  const letters = await sealLetters({ chainId, letters: draft.letters, keys: draft.keys, ...run })
  const { root, count } = await treeOf(letters, run.signal)
  // The time to collect counts from now, however long sealing took.
  const expiresAt = (await chainNow(context)) + lasts
  const mailing = {
    ...{ sender, relay: relay.relay, token: token.address, root },
    ...{ carriage, stake, count, expiresAt },
  }
  const postOffice = contracts.PostOffice
  const mailingId = mailingIdOf({ chainId, postOffice, mailing })
  const { symbol, decimals } = token
  await keepMailing(
    { chain: caip2, postOffice, mailingId, mailing, uri: '', letters },
    { name, token: { symbol, decimals }, relayUrl: relay.url },
  )
  return mailingId
}
