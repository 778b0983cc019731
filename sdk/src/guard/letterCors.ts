import { letterHeaders } from '../x402/letterHeaders.ts'
import { paymentHeaders } from '../x402/payment.ts'

const methods = ['POST', 'OPTIONS']
const sent = ['content-type', ...Object.values(letterHeaders), paymentHeaders.signature]
const told = [paymentHeaders.required, paymentHeaders.response, 'retry-after']

/**
 * What browsers have to be told so that any web page may send letters and read what they cost. No credentials are taken. In the words of
 * both `hono/cors` and Express's `cors`; for plain handlers there is `withLetterCors`.
 *
 * @example
 * app.use('/letters', cors(letterCors))
 */
export const letterCors = {
  origin: '*',
  maxAge: 86_400,
  ...{ allowMethods: methods, allowHeaders: sent, exposeHeaders: told },
  ...{ methods, allowedHeaders: sent, exposedHeaders: told },
}

/**
 * Lets web pages use a handler of letters, as `letterCors` says.
 *
 * @example
 * const handler = withLetterCors(withPostage(guard, take))
 */
export function withLetterCors(
  handler: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: preflight })
    const response = await handler(request)
    const answer = new Response(response.body, response)
    answer.headers.set('access-control-allow-origin', letterCors.origin)
    answer.headers.set('access-control-expose-headers', told.join())
    return answer
  }
}

const preflight = {
  'access-control-allow-origin': letterCors.origin,
  'access-control-allow-methods': methods.join(),
  'access-control-allow-headers': sent.join(),
  'access-control-max-age': String(letterCors.maxAge),
}
