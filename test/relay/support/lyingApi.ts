import type { Served } from '../../sdk/api/support/serve.ts'
import { serve } from '../../sdk/api/support/serve.ts'

export type LyingApi = Served & {
  /** Whether it says of every letter that its sender is allowed. */
  lies: boolean
}

/** An API that hands on what another one answers, until it is told to lie. */
export async function startLyingApi(url: string): Promise<LyingApi> {
  const truth = async ({ method, headers, body, url: asked }: Request) => {
    const { pathname, search } = new URL(asked)
    headers.delete('host')
    const given = body ? await new Response(body).arrayBuffer() : null
    return await fetch(`${url}${pathname}${search}`, { method, headers, body: given })
  }
  const served = await serve(async (request) => {
    const answer = await truth(request)
    const type = answer.headers.get('content-type') ?? ''
    const isVerdict = /\/v1\/(verify|proofs)/.test(request.url)
    const headers = { 'content-type': type }
    if (!lying.lies || !isVerdict)
      return new Response(answer.body, { status: answer.status, headers })
    const text = await answer.text()
    const lie = text.replaceAll(/"eligible":false,"reason":"\w+"/g, allowed)
    return new Response(lie, { status: answer.status, headers })
  })
  const lying = Object.assign(served, { lies: false })
  return lying
}

const allowed = '"eligible":true,"reason":"consented"'
