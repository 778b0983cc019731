import type { Price } from './usePrice.ts'

/** What the recipient of a letter that is not signed sees of who wrote it: who paid is on chain. */
export function unsignedSentence({ state }: Pick<Price, 'state'>): string {
  if (state === 'free') return 'Unsigned, nothing tells them who wrote it.'
  return 'Unsigned, they see only who paid: your wallet.'
}
