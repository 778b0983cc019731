import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came to a receiver. */
export type Received = { path: string; headers: IncomingHttpHeaders; body: string }

/** A webhook's receiver on the loopback interface. */
export type Receiver = {
  url: string
  port: number
  /** Everything that came, whatever was answered. */
  received: Received[]
  /** What is answered from now on; 204 unless told. */
  answer: (response: ServerResponse, message: Received) => void
  /** Takes connections no more, until `up`. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received: [],
    answer: (response) => response.writeHead(204).end(),
    down: () => close(server),
    async up() {
      server = await listen(port)
    },
    close: () => close(server),
  }
  return receiver

  async function listen(on: number): Promise<Server> {
    const opened = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString()
      const message = { path: request.url as string, headers: request.headers, body }
      receiver.received.push(message)
      receiver.answer(response, message)
    })
    await new Promise<void>((resolve) => {
      opened.listen(on, '127.0.0.1', resolve)
    })
    return opened
  }
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => {
    server.close(resolve)
  })
}
