import type { Hex } from 'viem'
import { createStore } from '../storage/createStore.ts'
import type { ReceivedLetter } from './ReceivedLetter.ts'

/** The letters that came, by chain, inbox and letter. */
export const receivedStore = createStore<ReceivedLetter>('received')

/** Where the letters of an inbox begin. */
export function receivedPrefix(chain: string, inboxId: Hex): string {
  return `${chain}/${inboxId.toLowerCase()}/`
}
