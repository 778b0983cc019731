import type { InboxKey } from '../../../protocol/wire/inbox.ts'
import type { EncryptionKey } from './encryptionKey.ts'
import { isEncryptionKind } from './encryptionKey.ts'

export type ActiveEncryptionKeysParameters = {
  keys: readonly Pick<InboxKey, 'kind' | 'publicKey' | 'status' | 'possession'>[]
}

/**
 * The keys to seal a letter for, out of what the API says of an inbox: those that are active, X25519 or X-Wing, and whose proof of possession is
 * not refuted.
 *
 * They are as good as the API that named them: whoever can put a key there reads the letter. Ask the chain (`isActiveKey`) where that
 * matters. A proof that is missing is taken, as such keys cannot sign for themselves.
 *
 * @param inbox - `inbox` of `GET /v1/inboxes/{inboxId}`, which lists every active key; or a page of `…/keys`, without `atBlock`.
 * @returns None where the inbox has none: `sealLetter` then throws a `NoEncryptionKeyError`.
 *
 * @example
 * const { inbox } = await api.getInbox({ inboxId })
 * const keys = activeEncryptionKeys(inbox)
 */
export function activeEncryptionKeys(inbox: ActiveEncryptionKeysParameters): EncryptionKey[] {
  return inbox.keys.flatMap(({ kind, publicKey, status, possession }) => {
    if (kind === null || publicKey === null || !isEncryptionKind(kind)) return []
    if (status !== 'active' || possession === 'invalid') return []
    return [{ kind, publicKey: publicKey as `0x${string}` }]
  })
}
