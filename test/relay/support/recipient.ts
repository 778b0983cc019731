import type { Address, Hex } from 'viem'
import type { EncryptionKeyPair } from '../../../sdk/src/letters/encryptionKey.ts'
import { openLetter } from '../../../sdk/src/letters/openLetter.ts'
import type { SignSessionParameters } from '../../../sdk/src/sessions/signSession.ts'
import { signSession } from '../../../sdk/src/sessions/signSession.ts'

export type Delivered = {
  letterId: string
  letterHash: Hex
  sender: Hex | null
  body: string
  receipt: { admission: { postageId: Hex } }
}

export async function postJson(url: string, body: unknown): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Opens a session at a relay. */
export async function openSession(
  url: string,
  parameters: Omit<SignSessionParameters, 'challenge' | 'url'>,
): Promise<string> {
  const asked = await postJson(`${url}/challenges`, { inboxId: parameters.inboxId })
  const { challenge } = (await asked.json()) as { relay: Address; challenge: Hex }
  const session = await signSession({ ...parameters, url, challenge })
  const response = await postJson(`${url}/sessions`, session)
  if (response.status !== 201) throw new Error(await response.text())
  return ((await response.json()) as { token: string }).token
}

/** A recipient's stream of letters from a relay. */
export function openStream(url: string, token: string, lastEventId?: string) {
  const abort = new AbortController()
  const letters: Delivered[] = []
  const read = async () => {
    const response = await fetch(`${url}/letters`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      signal: abort.signal,
    })
    if (!response.ok || !response.body) throw new Error(`Status ${response.status}`)
    let text = ''
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1]
        if (data) letters.push(JSON.parse(data) as Delivered)
      }
    }
  }
  const done = read().catch((error: Error) => {
    if (!abort.signal.aborted) throw error
  })
  return {
    letters,
    done,
    async close() {
      abort.abort()
      await done
    },
  }
}

/** What a letter says. */
export async function textOf(
  { body }: Delivered,
  place: { chainId: number; inboxId: Hex; key: EncryptionKeyPair },
): Promise<string> {
  const sealed = new Uint8Array(Buffer.from(body, 'base64'))
  return new TextDecoder().decode(await openLetter({ ...place, sealed }))
}
