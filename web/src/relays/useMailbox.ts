import type { KeyPair } from '@pennypost/sdk'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Hex } from 'viem'
import { useApiClient } from '../api/useApiClient.ts'
import { useChain } from '../config/useChain.ts'
import { usePublicClient } from '../config/usePublicClient.ts'
import { useSite } from '../config/useSite.ts'
import { useInboxKeys } from '../keys/useInboxKeys.ts'
import { useSigningKey } from '../keys/useSigningKey.ts'
import { useEntries } from '../storage/useEntries.ts'
import { useWallet } from '../wallet/useWallet.ts'
import type { ReceivedLetter } from './ReceivedLetter.ts'
import type { RelayConnection } from './RelayConnection.ts'
import type { MailboxSigner, ReadMailboxParameters } from './readMailbox.ts'
import { receivedPrefix, receivedStore } from './receivedStore.ts'
import { useReopened } from './useReopened.ts'

/** Letters of an inbox, and how things stand with the relays that they come from. */
export type Mailbox = {
  /** Newest first; undefined: not read yet, or storage is forbidden. */
  letters: readonly ReceivedLetter[] | undefined
  relays: readonly RelayConnection[]
  /** Why nothing is kept, or the keys cannot be read. */
  problem: Error | undefined
  /** Whether this browser has keys that open letters; undefined: not known yet. */
  hasKeys: boolean | undefined
  /** Has the wallet sign for the inbox at relays where no key here can; asks it once a relay. @throws What the wallet throws. */
  openWithWallet(): Promise<void>
  /** Tries relays again that failed. */
  retry(): void
  /** Forgets a letter here. It is gone where the relay was told that it is kept. */
  forget(letterHash: Hex): Promise<void>
  markRead(letterHash: Hex): Promise<void>
}

/**
 * Reads the letters of an inbox at the site's relays for as long as the page shows them, signed for by an active key that this
 * browser holds or by the wallet, and keeps them here.
 *
 * @param inboxId - Undefined: none.
 */
export function useMailbox(inboxId: Hex | undefined): Mailbox {
  const chain = useChain()
  const client = usePublicClient()
  const api = useApiClient()
  const { relayUrls } = useSite()
  const wallet = useWallet()
  const keys = useInboxKeys(inboxId)
  const [byWallet, setByWallet] = useState<{ inboxId: Hex; signer: MailboxSigner }>()
  const [attempt, setAttempt] = useState(0)
  const [states, setStates] = useState<ReadonlyMap<string, RelayConnection>>(new Map())
  const prefix = inboxId ? receivedPrefix(chain.caip2, inboxId) : 'none/'
  const { entries, problem } = useEntries(receivedStore, prefix)

  const opening = useRef<readonly KeyPair[]>([])
  opening.current = keys.opening
  // By id: the keys are other objects each time that they are read.
  const { signing: chosen, isKnown } = useSigningKey(inboxId, keys.keys)
  const signing = useStable(chosen)
  // Whoever chose the wallet did so because no key served.
  const signer = (byWallet?.inboxId === inboxId ? byWallet?.signer : undefined) ?? signing
  const hasKeys = keys.keys && keys.opening.length > 0

  useEffect(() => {
    setStates(new Map())
    if (!inboxId || !signer || attempt < 0) return
    const { signal, stop } = stoppable()
    for (const url of relayUrls)
      void read({
        ...{ chain, api, inboxId, url, client, signer, signal },
        keys: () => opening.current,
        onState: (state) => {
          if (!signal.aborted) setStates((known) => new Map(known).set(url, state))
        },
      })
    return stop
  }, [chain, api, client, inboxId, relayUrls, signer, attempt])

  useReopened({ chain, inboxId, entries, keys: keys.opening })

  return useMemo(() => {
    const keyOf = (letterHash: Hex) => `${prefix}${letterHash}`
    const idle = isKnown ? 'locked' : 'connecting'
    return {
      letters: entries
        ?.map(([, letter]) => letter)
        .sort((one, other) => other.receivedAt - one.receivedAt),
      relays: relayUrls.map(
        (url) => states.get(url) ?? { url, state: signer ? 'connecting' : idle },
      ),
      problem: problem ?? keys.problem,
      hasKeys,
      async openWithWallet() {
        if (!inboxId) return
        setByWallet({ inboxId, signer: await wallet.client() })
        // The wallet may have been refused before, too.
        setAttempt((count) => count + 1)
      },
      retry: () => setAttempt((count) => count + 1),
      forget: (letterHash) => receivedStore.delete(keyOf(letterHash)),
      async markRead(letterHash) {
        await receivedStore.update(keyOf(letterHash), (known) =>
          known && !known.isRead ? { ...known, isRead: true } : undefined,
        )
      },
    }
  }, [entries, states, relayUrls, problem, keys, hasKeys, isKnown, signer, prefix, inboxId, wallet])
}

/** What reads letters, and signs for them, is only fetched once somebody can sign. */
async function read(parameters: ReadMailboxParameters): Promise<void> {
  const { url, onState } = parameters
  onState({ url, state: 'connecting' })
  try {
    const { readMailbox } = await import('./readMailbox.ts')
    await readMailbox(parameters)
  } catch {
    const problem = 'What asks this relay could not be fetched from the site. Are you online?'
    onState({ url, state: 'failed', problem })
  }
}

/** The same object for as long as it is the same key. */
function useStable(pair: KeyPair | undefined): KeyPair | undefined {
  const [kept, setKept] = useState(pair)
  if (kept?.keyId === pair?.keyId) return kept
  setKept(pair)
  return pair
}

function stoppable(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, stop: () => controller.abort() }
}
