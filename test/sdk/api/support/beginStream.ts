import type { ServerResponse } from 'node:http'
import type { Answer } from './startServer.ts'

/** Begins a stream of server-sent events that wants to be come back to soon. */
export function beginStream(response: ServerResponse, text = ''): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(`retry: 10\n\n${text}`)
}

/** Answers the first request so, the second so, …, and the last one again and again. */
export function inTurn(...answers: readonly Answer[]): Answer {
  let count = 0
  return (response, request) => answers[Math.min(count++, answers.length - 1)]?.(response, request)
}
