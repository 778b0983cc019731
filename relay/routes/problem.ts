/** `application/problem+json` (RFC 9457). */
export function problem(
  status: number,
  code: string,
  detail: string,
  retryAfterSeconds?: number,
): Response {
  const headers = {
    'content-type': 'application/problem+json',
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  }
  return new Response(JSON.stringify({ type: 'about:blank', status, code, detail }), {
    status,
    headers,
  })
}
