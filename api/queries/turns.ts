import { ApiError } from '../problem.ts'
import { statementTimeout } from './databaseError.ts'

/** Most statements that wait for a connection of one pool. */
const mostWaiting = 50

/** Lets so many in at once as there are connections; the others wait in line. */
export type Turns = {
  /**
   * Runs `task` when it is its turn, which ends with it.
   *
   * @throws {ApiError} `database_unavailable` at once where 50 wait already, and after 2 s in line. Then `task` never runs.
   */
  take<T>(task: () => Promise<T>): Promise<T>
}

/**
 * A line in front of a pool. The client's own has no end, keeps those that nobody waits for any more, and puts a statement
 * behind a slow one while another connection may come free.
 */
export function createTurns(connections: number): Turns {
  let running = 0
  /** In the order in which they came. */
  const waiting = new Set<() => void>()

  return {
    async take(task) {
      // Whoever leaves passes the turn on, so it is counted once.
      if (running < connections) running++
      else await wait()
      try {
        return await task()
      } finally {
        const [next] = waiting
        if (next) next()
        else running--
      }
    },
  }

  function wait(): Promise<void> {
    if (waiting.size >= mostWaiting) return Promise.reject(tooMany())
    return new Promise((resolve, reject) => {
      const call = () => {
        clearTimeout(timer)
        waiting.delete(call)
        resolve()
      }
      const timer = setTimeout(() => {
        waiting.delete(call)
        reject(tooMany())
      }, statementTimeout)
      waiting.add(call)
    })
  }
}

function tooMany(): ApiError {
  return new ApiError('database_unavailable', { because: 'too many statements wait' })
}
