import type { OwnLetter } from './OwnLetter.ts'

/** Whether a letter is with its relay for good: of what is paid for only a receipt that holds says so, as anything may answer in its place. */
export function isDelivered({
  delivery,
  postage,
}: Pick<OwnLetter, 'delivery' | 'postage'>): boolean {
  return delivery !== undefined && (!postage || delivery.receipt === 'good')
}
