import type { ApiClient } from '@pennypost/sdk'
import type { Caip2 } from '../../../config/caip2.ts'
import type { NodeClient } from '../../../config/NodeClient.ts'
import type { Found, SearchResult } from './Found.ts'
import { lookUpAccount } from './lookUpAccount.ts'
import { lookUpAddress } from './lookUpAddress.ts'
import { lookUpName } from './lookUpName.ts'
import { lookUpWord } from './lookUpWord.ts'
import type { Search } from './parseSearch.ts'

/** Who is asked. */
export type Sources = { api: ApiClient<Caip2>; client: NodeClient; signal: AbortSignal }

/** One place to look, and what it would be that is there. */
export type Place = { lookedFor: string; look: () => Promise<readonly Found[]> }

/** Looks in every place where what was typed may be, all at once. What one place fails with keeps no other from being asked. */
export async function lookUp(search: Search, sources: Sources): Promise<SearchResult> {
  const places = placesOf(search, sources)
  const results = await Promise.allSettled(places.map(({ look }) => look()))
  sources.signal.throwIfAborted()
  return {
    found: results.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
    lookedFor: places.map(({ lookedFor }) => lookedFor),
    failures: results.flatMap((result, i) => {
      if (result.status === 'fulfilled') return []
      return [`${places[i]?.lookedFor}: ${sentenceOf(result.reason)}`]
    }),
  }
}

function placesOf(search: Search, sources: Sources): readonly Place[] {
  if (search.kind === 'word') return lookUpWord(search.word, sources)
  if (search.kind === 'address') return lookUpAddress(search.address, sources)
  if (search.kind === 'account') return lookUpAccount(search.account, sources)
  return search.kind === 'name' ? lookUpName(search.name, sources) : []
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { shortMessage } = error as { shortMessage?: unknown }
  return typeof shortMessage === 'string' ? shortMessage : error.message
}
