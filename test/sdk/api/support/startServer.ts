import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that came in. */
export type Received = {
  method: string
  /** Path and query. */
  url: string
  headers: IncomingMessage['headers']
  body: Buffer
  /** Ends once the client has gone, or the answer is out. */
  closed: Promise<void>
}

export type Answer = (response: ServerResponse, request: Received) => void | Promise<void>

/** A real server that answers as a test wants it to. */
export type TestServer = {
  url: string
  received: Received[]
  /** Of everything that comes from now on. */
  answer: Answer
  stop(): Promise<void>
}

export async function startServer(answer: Answer = () => {}): Promise<TestServer> {
  const server = createServer((request, response) => void take(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const started: TestServer = {
    url: `http://127.0.0.1:${port}`,
    received: [],
    answer,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = new Promise<void>((resolve) => response.once('close', resolve))
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const { method = '', url = '', headers } = request
    const received = { method, url, headers, body: Buffer.concat(pieces), closed }
    started.received.push(received)
    await started.answer(response, received)
  }

  return started
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** Answers as the API does where it does not do what it is asked. */
export function sendProblem(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  const problem = {
    ...{ type: `/docs/problems#${code}`, title: 'A title', status, detail: `The ${code} of it.` },
    ...{ instance: '/', code, requestId: 'request-1' },
  }
  sendJson(response, problem, status, { 'content-type': 'application/problem+json', ...headers })
}
