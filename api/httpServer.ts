import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'

/** Milliseconds that a client has for the head of a request, and for its body. */
const headTime = 60_000
const defaultBodyTime = 30_000

const timeout = 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'

/**
 * The server of the API. A body that has not come in time is answered with a bare 408, and its connection ended. The letters of a
 * mailing may take as long as `stretchesOf` lets them; what still comes once they are answered has the time of any other body.
 *
 * Node's own `requestTimeout` is off: it would end honest uploads after five minutes.
 *
 * @param bodyTime - Milliseconds.
 */
export function createHttpServer(
  fetch: Parameters<typeof createAdaptorServer>[0]['fetch'],
  bodyTime = defaultBodyTime,
): Server {
  const serverOptions = { requestTimeout: 0, headersTimeout: headTime }
  const server = createAdaptorServer({ fetch, serverOptions }) as Server
  server.prependListener('request', (request, response) => {
    if (!hasBody(request)) return
    if (!isUpload(request)) return watch(request, response, bodyTime)
    response.once('finish', () => watch(request, response, bodyTime))
  })
  return server
}

function watch(request: IncomingMessage, response: ServerResponse, milliseconds: number): void {
  const { socket } = request
  if (request.complete || socket.destroyed) return
  const timer = setTimeout(() => {
    if (request.complete) return
    // A response that has no socket stands behind another one on the same connection.
    if (response.socket && !response.headersSent) {
      socket.end(timeout)
      socket.destroySoon()
    } else socket.destroy()
  }, milliseconds).unref()
  const stop = () => {
    clearTimeout(timer)
    socket.off('close', stop)
  }
  request.once('end', stop)
  socket.once('close', stop)
}

function hasBody({ headers }: IncomingMessage): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = headers
  return coding !== undefined || length !== '0'
}

/** Of `PUT /v1/mailings/{mailingId}/leaves`, which has deadlines of its own. */
function isUpload({ method, url = '' }: IncomingMessage): boolean {
  return method === 'PUT' && /^\/v1\/mailings\/[^/?]+\/leaves(\?|$)/.test(url)
}
