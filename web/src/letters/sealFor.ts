import type { ApiClient, Contracts, PennypostClient } from '@pennypost/sdk'
import { activeEncryptionKeys, contentOfText, isActiveKey, keyIdOf } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Caip2 } from '../config/caip2.ts'

/** A letter that is sealed. */
export type SealedLetter = { sealed: Uint8Array; keyCount: number }

/**
 * Seals a text for all devices of an inbox. The API names their keys, and the chain is asked whether they are the inbox's: whoever has one of
 * them reads the letter.
 *
 * @throws {NoEncryptionKeyError} The inbox has no key that letters can be sealed for.
 * @throws {ForeignKeyError} The API names a key that the inbox does not have.
 */
export async function sealFor(parameters: {
  chain: { id: number; contracts: Contracts }
  client: PennypostClient
  api: ApiClient<Caip2>
  inboxId: Hex
  text: string
}): Promise<SealedLetter> {
  const { chain, client, api, inboxId, text } = parameters
  const { inbox } = await api.getInbox({ inboxId })
  const keys = activeEncryptionKeys(inbox)
  const areActive = await Promise.all(
    keys.map(({ kind, publicKey }) => {
      const keyId = keyIdOf(kind, publicKey)
      return isActiveKey(client, { inboxId, keyId, contracts: chain.contracts })
    }),
  )
  if (areActive.includes(false)) throw new ForeignKeyError()
  const { sealLetter } = await import('./sealing.ts')
  const content = contentOfText(text)
  const sealed = await sealLetter({ chainId: chain.id, inboxId, keys, content })
  return { sealed, keyCount: keys.length }
}

/** Thrown when the API names a key that the chain does not have for the inbox. */
export class ForeignKeyError extends Error {
  override readonly name = 'ForeignKeyError'

  constructor() {
    super(
      'The API names a key that the inbox does not have on chain. Nothing was sealed or sent. If a key was revoked just now, try again in a moment.',
    )
  }
}
