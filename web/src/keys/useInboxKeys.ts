import type { KeyPair } from '@pennypost/sdk'
import { canSign } from '@pennypost/sdk'
import { useMemo } from 'react'
import type { Hex } from 'viem'
import { useChain } from '../config/useChain.ts'
import { useEntries } from '../storage/useEntries.ts'
import { forgetKey } from './forgetKey.ts'
import { keepKey } from './keepKey.ts'
import { keptKeys } from './keptKeys.ts'
import { keyFileText } from './keyFile.ts'
import { keyPrefix, keyStore } from './keyStore.ts'
import type { KeyOrigin, StoredKey } from './StoredKey.ts'

/** The keys of an inbox that this browser holds. */
export type InboxKeys = {
  /** Undefined: they are not read yet, or cannot be. */
  keys: readonly StoredKey[] | undefined
  /** Those that open letters. */
  opening: readonly KeyPair[]
  /** Why the browser does not give them. */
  problem: Error | undefined
  /** Keeps keys here. @throws {StorageError} The browser keeps nothing. */
  add(...pairs: readonly KeyPair[]): Promise<void>
  /** Forgets a key: what was sealed for it alone cannot be read here any more. */
  remove(keyId: Hex): Promise<void>
  /** All of them as the text of a file, secrets and all. Say `markSaved` once its owner has it. */
  exportFile(): string
  markSaved(): Promise<void>
  /** Takes the keys of such a file in. @returns How many were new, and the ids of all. @throws {KeyFileError} It is no file of keys, or another inbox's. */
  importFile(text: string): Promise<{ count: number; keyIds: readonly Hex[] }>
}

/**
 * The keys of an inbox that this browser holds, live across tabs.
 *
 * @param inboxId - It need not be registered yet. Undefined: none.
 */
export function useInboxKeys(inboxId: Hex | undefined): InboxKeys {
  const { caip2 } = useChain()
  const prefix = inboxId ? keyPrefix(caip2, inboxId) : 'none/'
  const { entries, problem } = useEntries(keyStore, prefix)
  return useMemo(() => {
    const keys = entries && keptKeys(entries)
    const pairs = keys?.map(({ pair }) => pair) ?? []
    const keep = async (pairs: readonly KeyPair[], isSaved: boolean, origin: KeyOrigin) => {
      if (!inboxId) return
      const addedAt = Math.floor(Date.now() / 1_000)
      for (const pair of pairs)
        await keepKey(keyStore, { chain: caip2, inboxId, pair, addedAt, isSaved, origin })
    }
    return {
      ...{ keys, problem },
      opening: pairs.filter(({ kind }) => !canSign(kind)),
      add: (...added) => keep(added, false, 'made'),
      async remove(keyId) {
        if (inboxId) await forgetKey(keyStore, { chain: caip2, inboxId, keyId })
      },
      exportFile: () => keyFileText({ chain: caip2, inboxId: inboxId ?? '0x', keys: pairs }),
      markSaved: () => keep(pairs, true, 'made'),
      async importFile(text) {
        const { parseKeyFile } = await import('./parseKeyFile.ts')
        const found = await parseKeyFile(text, { chain: caip2, inboxId })
        const known = new Set(pairs.map(({ keyId }) => keyId))
        await keep(found, true, 'brought')
        const count = found.filter(({ keyId }) => !known.has(keyId)).length
        return { count, keyIds: found.map(({ keyId }) => keyId) }
      },
    }
  }, [entries, problem, caip2, inboxId])
}
