import type { KeyPair } from '@pennypost/sdk'
import { useQuery } from '@tanstack/react-query'
import type { Hex } from 'viem'
import { useChain } from '../config/useChain.ts'
import { usePublicClient } from '../config/usePublicClient.ts'
import { chooseSigningKey } from './chooseSigningKey.ts'
import type { StoredKey } from './StoredKey.ts'

/**
 * The key of this browser that can sign for an inbox now, by the site's node.
 *
 * @param keys - Undefined: not read yet.
 * @returns `isKnown` is false until the node has said which keys are active. Where it does not answer, no key is chosen.
 */
export function useSigningKey(
  inboxId: Hex | undefined,
  keys: readonly StoredKey[] | undefined,
): { signing: KeyPair | undefined; isKnown: boolean } {
  const { caip2, contracts } = useChain()
  const client = usePublicClient()
  const ids = keys?.map(({ pair }) => pair.keyId)
  const { data, isPending } = useQuery({
    queryKey: [caip2, 'signingKey', inboxId, ids],
    async queryFn() {
      if (!inboxId || !keys) return null
      const { isActiveKey } = await import('../config/chainReads.ts')
      const chosen = await chooseSigningKey(keys, (keyId) =>
        isActiveKey(client, { inboxId, keyId, contracts }),
      )
      // Its id and not the key: no secret lies in a cache.
      return chosen?.keyId ?? null
    },
    enabled: inboxId !== undefined && keys !== undefined,
  })
  const signing = keys?.find(({ pair }) => pair.keyId === data)?.pair
  return { signing, isKnown: keys !== undefined && !isPending }
}
