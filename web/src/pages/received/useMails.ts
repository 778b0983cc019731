import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Hex } from 'viem'
import { useApiClient } from '../../api/useApiClient.ts'
import { useChain } from '../../config/useChain.ts'
import { usePublicClient } from '../../config/usePublicClient.ts'
import type { ReceivedLetter } from '../../relays/ReceivedLetter.ts'
import { sharedClock } from '../../ui/sharedClock.ts'
import type { Mail } from './Mail.ts'

/** No mailing is open for longer than 60 days. */
const mostAge = 61 * 86_400
/** More of them than these, the newest, are not asked for: each is several requests. */
const mostAsked = 100

export type Mails = {
  mails: readonly Mail[]
  /** Whether some are not known yet. */
  isPending: boolean
}

type MailQuery = { state: { data: Mail | undefined } }

type Candidate = { letterHash: Hex; postageId: Hex }

/**
 * Letters of mailings among those of the mailbox, with what it takes to collect their stakes.
 *
 * @param stampIds - Of all stamps that are known: what these paid for is of no mailing. Undefined: not known yet, and nothing is asked.
 */
export function useMails(
  inboxId: Hex,
  letters: readonly ReceivedLetter[] | undefined,
  stampIds: ReadonlySet<string> | undefined,
): Mails {
  const { id, caip2, contracts } = useChain()
  const client = usePublicClient()
  const api = useApiClient()
  const candidates = useMemo(
    () => (stampIds ? candidatesOf(letters ?? [], stampIds) : []),
    [letters, stampIds],
  )
  const kinds = useQueries({
    queries: candidates.map(({ postageId }) => ({
      queryKey: [caip2, 'isMailing', postageId],
      // The chain is asked, to which it is no error that there is none.
      async queryFn() {
        const { getMailing } = await import('../../config/chainReads.ts')
        return (await getMailing(client, { contracts, mailingId: postageId })).status !== 'none'
      },
      staleTime: Number.POSITIVE_INFINITY,
      meta: { live: false },
      retry: 1,
    })),
    combine: combined,
  })
  const meant = candidates.filter((_, place) => kinds.data[place] === true)
  const mails = useQueries({
    queries: meant.map(({ letterHash, postageId: mailingId }) => ({
      queryKey: [caip2, 'mail', inboxId, mailingId, letterHash],
      async queryFn({ signal }: { signal: AbortSignal }) {
        const { mailOf } = await import('./mailOf.ts')
        return await mailOf({
          ...{ api, inboxId, letterHash, mailingId, signal },
          ...{ chainId: id, postOffice: contracts.PostOffice },
        })
      },
      retry: 1,
      // Publishing a list is nothing that the chain tells.
      refetchInterval: ({ state: { data } }: MailQuery) => lacksList(data) && 10_000,
      refetchOnWindowFocus: ({ state: { data } }: MailQuery) => lacksList(data) && 'always',
    })),
    combine: combined,
  })
  return useMemo(
    () => ({
      mails: (mails.data as readonly (Mail | undefined)[]).flatMap((mail) => mail ?? []),
      isPending: stampIds === undefined || kinds.isPending || mails.isPending,
    }),
    [mails, kinds, stampIds],
  )
}

function combined<data>(results: readonly { data: data | undefined; isPending: boolean }[]) {
  return {
    data: results.map(({ data }) => data),
    isPending: results.some(({ isPending }) => isPending),
  }
}

/** Whether a proof may yet come by asking again; also where the first asking failed. */
function lacksList(mail: Mail | undefined): boolean {
  if (!mail) return true
  return !mail.hasList && mail.status !== 'closed' && sharedClock.now() < mail.mailing.expiresAt
}

function candidatesOf(
  letters: readonly ReceivedLetter[],
  stampIds: ReadonlySet<string>,
): readonly Candidate[] {
  const oldest = sharedClock.now() - mostAge
  return letters
    .flatMap(({ letterHash, postageId, receivedAt }) =>
      postageId && receivedAt > oldest && !stampIds.has(postageId) ? { letterHash, postageId } : [],
    )
    .slice(0, mostAsked)
}
