import type { AddressInfo } from 'node:net'
import { createHttpServer } from '../../../../api/httpServer.ts'

export type Served = {
  url: string
  port: number
  /** Breaks every connection, and listens no more. */
  stop(): Promise<void>
}

/** Serves an app as the API's own process does. @param port - 0: any that is free. */
export async function serve(
  fetch: Parameters<typeof createHttpServer>[0],
  port = 0,
): Promise<Served> {
  const server = createHttpServer(fetch)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
