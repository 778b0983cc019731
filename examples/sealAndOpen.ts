// A letter is sealed for all devices of an inbox at once; each opens it with a key of its own.
import { contentOfText, inboxIdOf, letterHash, textOfContent } from '@pennypost/sdk'
import { createEncryptionKey, keyKinds, openLetter, sealLetter } from '@pennypost/sdk/letters'

const chainId = 31337
const inboxId = inboxIdOf('0xcd3B766CCDd6AE721141F452C550Ca635964ce71', 0n)
const phone = await createEncryptionKey(keyKinds.xWing)
const laptop = await createEncryptionKey(keyKinds.x25519)

const content = contentOfText('Only you can read this.')
const sealed = await sealLetter({ chainId, inboxId, keys: [phone, laptop], content })
console.log(`${sealed.length} bytes; postage is for ${letterHash(sealed)}`)

for (const key of [phone, laptop]) {
  const opened = await openLetter({ chainId, inboxId, key, sealed })
  console.log(textOfContent(opened))
}
