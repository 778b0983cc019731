import { setTimeout as sleep } from 'node:timers/promises'
import { poll } from './poll.ts'

/** What `POST /v1/verify` says of one letter, as far as a person looks at it. */
export type Said = {
  status: number
  /** The verdict's reason, or the problem's code. */
  word: string
  detail?: string | undefined
  block?: string | undefined
}

export type VerdictFollower = {
  /** All that was said, each once for as long as it did not change, oldest first. */
  said: readonly Said[]
  /** Waits until it says a word. @throws {StackError} It does not within `within` ms. */
  until(word: string, within: number): Promise<Said>
  stop(): Promise<void>
}

/** Milliseconds between two questions. */
const EVERY_MS = 50

/**
 * Asks about a letter again and again.
 *
 * @param tell - Told each time the answer changes.
 */
export function followVerdict(
  apiUrl: string,
  question: object,
  tell: (said: Said) => void,
): VerdictFollower {
  const said: Said[] = []
  let isOver = false

  const running = (async () => {
    while (!isOver) {
      const now = await ask(apiUrl, question)
      const before = said.at(-1)
      if (before?.word !== now.word || before.status !== now.status) {
        said.push(now)
        tell(now)
      }
      await sleep(EVERY_MS)
    }
  })()
  return {
    said,
    until(word, within) {
      const last = () => said.at(-1)?.word === word && said.at(-1)
      return poll(last, { for: `verify to say ${word}`, within })
    },
    async stop() {
      isOver = true
      await running
    },
  }
}

async function ask(apiUrl: string, question: object): Promise<Said> {
  try {
    const response = await fetch(`${apiUrl}/v1/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
    })
    const { reason, code, detail, asOf } = (await response.json()) as {
      reason?: string
      code?: string
      detail?: string
      asOf?: { blockNumber: string }
    }
    const word = reason ?? code ?? 'nothing'
    return { status: response.status, word, detail, block: asOf?.blockNumber }
  } catch (error) {
    return { status: 0, word: 'unreachable', detail: (error as Error).message }
  }
}
