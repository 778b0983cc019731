import type {
  ApiClient,
  Contracts,
  DeliveredLetter,
  KeyPair,
  PennypostClient,
} from '@pennypost/sdk'
import { acknowledgeLetter, openRelaySession, RelayAnswerError, readLetters } from '@pennypost/sdk'
import type { Account, Hex } from 'viem'
import type { Caip2 } from '../config/caip2.ts'
import { openReceived } from '../letters/openReceived.ts'
import { StorageError } from '../storage/StorageError.ts'
import { lookUpRelay } from './lookUpRelay.ts'
import type { ReceivedLetter } from './ReceivedLetter.ts'
import type { RelayConnection } from './RelayConnection.ts'
import { receivedPrefix, receivedStore } from './receivedStore.ts'
import { relaySentence } from './relaySentence.ts'

/** Who signs that the inbox wants its letters: one of its keys, or its wallet. */
export type MailboxSigner = KeyPair | (PennypostClient & { account: Account })

export type ReadMailboxParameters = {
  chain: { id: number; caip2: Caip2; contracts: Contracts }
  api: ApiClient<Caip2>
  inboxId: Hex
  url: string
  /** Reads of the chain. */
  client: PennypostClient
  signer: MailboxSigner
  /** Those that open letters, as they are now. */
  keys: () => readonly KeyPair[]
  onState: (connection: RelayConnection) => void
  signal: AbortSignal
}

/**
 * Reads an inbox's letters from one relay until it is told to stop: keeps each, and tells the relay so once it is kept and opened. What
 * cannot be opened here stays at the relay, for the device that can.
 */
export async function readMailbox(parameters: ReadMailboxParameters): Promise<void> {
  const { chain, api, inboxId, url, client, signer, onState, signal } = parameters
  onState({ url, state: 'connecting' })
  try {
    const { relay } = await lookUpRelay(client, {
      ...{ url, chain: chain.caip2, contracts: chain.contracts, api, signal },
    })
    const { id: chainId, contracts } = chain
    const asked = { url, relay, chainId, contracts, inboxId, signer, signal }
    const open = () => openRelaySession(asked)
    let session = await open()
    onState({ url, relay, state: 'open' })
    const letters = readLetters(session, {
      ...{ follow: true, signal },
      renew: async () => {
        session = await open()
        onState({ url, relay, state: 'open' })
        return session
      },
      onBreak: ({ error }) =>
        onState({ url, relay, state: 'broken', problem: relaySentence(error) }),
    })
    for await (const letter of letters) {
      onState({ url, relay, state: 'open' })
      const isKept = await keep(letter, parameters, relay)
      if (isKept) await acknowledge(letter, parameters, () => session)
    }
  } catch (error) {
    if (signal.aborted) return
    const problem = error instanceof StorageError ? error.message : relaySentence(error)
    onState({ url, state: isRefusedSession(error) ? 'locked' : 'failed', problem })
  }
}

/** Whether the relay takes the signer for nobody who acts for the inbox. */
function isRefusedSession(error: unknown): boolean {
  return error instanceof RelayAnswerError && error.code === 'session_refused'
}

/** @returns Whether it is kept and can be read. @throws {StorageError} */
async function keep(
  letter: DeliveredLetter,
  { chain, inboxId, url, keys }: ReadMailboxParameters,
  relay: ReceivedLetter['relay'],
): Promise<boolean> {
  const { letterHash, letterId, sender, receivedAt, postageId, receipt, sealed } = letter
  const opened = await openReceived({ chainId: chain.id, inboxId, keys: keys(), sealed })
  const received: ReceivedLetter = {
    ...{ letterHash, letterId, chain: chain.caip2, inboxId, relay, relayUrl: url },
    ...{ sender, receivedAt, receipt, sealed, isAcknowledged: false },
    ...(postageId && { postageId }),
    ...opened,
  }
  const key = `${receivedPrefix(chain.caip2, inboxId)}${letterHash}`
  // The same letter may come again, or by another relay: what is known of it stays.
  const kept = await receivedStore.update(key, (known) => merged(known, received))
  return kept?.content !== undefined
}

/** What is kept of a letter that comes again: what was proven first, and the first text that could be read. */
export function merged(known: ReceivedLetter | undefined, came: ReceivedLetter): ReceivedLetter {
  if (!known) return came
  const isOpened = known.content !== undefined
  return {
    ...came,
    ...{ sender: known.sender ?? came.sender, postageId: known.postageId ?? came.postageId },
    ...{ receivedAt: known.receivedAt, receipt: known.receipt ?? came.receipt },
    ...{ isAcknowledged: known.isAcknowledged && known.letterId === came.letterId },
    ...(isOpened && { content: known.content, problem: undefined }),
    ...(known.isRead && { isRead: true }),
  }
}

async function acknowledge(
  { letterId, letterHash }: DeliveredLetter,
  { chain, inboxId, signal }: ReadMailboxParameters,
  session: () => Parameters<typeof acknowledgeLetter>[0],
): Promise<void> {
  try {
    await acknowledgeLetter(session(), letterId, { signal })
  } catch {
    // It comes again with the next connection, and is acknowledged then.
    return
  }
  const key = `${receivedPrefix(chain.caip2, inboxId)}${letterHash}`
  await receivedStore.update(key, (known) => known && { ...known, isAcknowledged: true })
}
