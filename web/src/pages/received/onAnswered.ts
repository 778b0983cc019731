import type { Answered } from './answerReceived.ts'
import type { Received } from './Received.ts'

/** Hears of what was answered on this page, once the page knows of it. */
export type OnAnswered = (items: readonly Received[], came: 'collected' | 'returned') => void

/** Tells it unless somebody else had answered some of them: of which is not said, and the API will tell. */
export function tellAnswered(came: 'collected' | 'returned', onAnswered: OnAnswered) {
  return (items: readonly Received[], { late }: Answered): void => {
    if (late === 0) onAnswered(items, came)
  }
}
