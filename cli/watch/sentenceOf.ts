import type { FeedEntry } from '@pennypost/sdk'
import type { TokenNames } from '../answers/tokenNames.ts'
import { feedSentences } from './feedSentences.ts'
import type { Viewer } from './told.ts'
import { createTold, tokensOf } from './told.ts'

/** What an entry of the feed tells, for people: `Stamp 0x… was collected; stake of 0.1 ETH went to you.` */
export async function sentenceOf(
  entry: FeedEntry,
  viewer: Viewer,
  names: TokenNames,
): Promise<string> {
  await names.learn(tokensOf(entry))
  const sentence = feedSentences[entry.type] as
    | (typeof feedSentences)[FeedEntry['type']]
    | undefined
  // An API that is newer than this program may tell of more.
  const text = sentence?.(createTold(entry, viewer, names)) ?? entry.type
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
