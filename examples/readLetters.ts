// Letters to an inbox, as a relay hands them over: shown as they come, and then taken off the relay.
import { readFileSync } from 'node:fs'
import {
  acknowledgeLetter,
  inboxIdOf,
  openRelaySession,
  readLetters,
  textOfContent,
} from '@pennypost/sdk'
import { openLetter } from '@pennypost/sdk/letters'

const { signing, sealing } = JSON.parse(readFileSync('my/keys.json', 'utf8'))
const chainId = 31337
const inboxId = inboxIdOf('0xcd3B766CCDd6AE721141F452C550Ca635964ce71', 0n)
const url = 'http://127.0.0.1:8788'
const relay = '0xdF3e18d64BC6A983f673Ab319CCaE4f1a57C7097' // from RelayRegistry: never ask the url itself

const session = await openRelaySession({ url, relay, chainId, inboxId, signer: signing })
for await (const letter of readLetters(session, { follow: true })) {
  const { letterId, sender, sealed } = letter // `sender` is null where nobody has proven to have written it
  const content = await openLetter({ chainId, inboxId, key: sealing, sealed })
  console.log(`${sender ?? 'Somebody'} writes: ${textOfContent(content)}`)
  await acknowledgeLetter(session, letterId)
}
