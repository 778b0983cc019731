// Letters to an inbox, as a relay hands them over: shown as they come, and then taken off the relay.
import { readFileSync } from 'node:fs'
import { inboxIdOf, signSession, textOfContent } from '@pennypost/sdk'
import { openLetter } from '@pennypost/sdk/letters'

const { signing, sealing } = JSON.parse(readFileSync('my/keys.json', 'utf8'))
const chainId = 31337
const inboxId = inboxIdOf('0xcd3B766CCDd6AE721141F452C550Ca635964ce71', 0n)
const url = 'http://127.0.0.1:8788'
const relay = '0xdF3e18d64BC6A983f673Ab319CCaE4f1a57C7097' // from RelayRegistry: never ask the url itself

const { challenge } = await post('/challenges', { inboxId })
const session = await signSession({ chainId, inboxId, relay, challenge, signer: signing })
const { token } = await post('/sessions', session)
const headers = { authorization: `Bearer ${token}` }

let text = ''
const { body } = await fetch(`${url}/letters`, { headers })
for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
  const events = (text + chunk).split('\n\n')
  text = events.pop() ?? ''
  for (const [, data] of events.map((event) => /^data: (.*)$/m.exec(event) ?? [])) {
    if (data) await show(JSON.parse(data))
  }
}

/** `sender` is null where nobody has proven to have written the letter. */
async function show(letter: { letterId: string; sender: string | null; body: string }) {
  const sealed = new Uint8Array(Buffer.from(letter.body, 'base64'))
  const content = await openLetter({ chainId, inboxId, key: sealing, sealed })
  console.log(`${letter.sender ?? 'Somebody'} writes: ${textOfContent(content)}`)
  await fetch(`${url}/letters/${letter.letterId}`, { method: 'DELETE', headers })
}

async function post(path: string, body: object) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const response = await fetch(url + path, { ...init, body: JSON.stringify(body) })
  // biome-ignore lint/suspicious/noExplicitAny: what a relay answers, docs/relay.md says
  return (await response.json()) as any
}
