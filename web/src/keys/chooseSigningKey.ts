import type { KeyPair } from '@pennypost/sdk'
import { canSign } from '@pennypost/sdk'
import type { StoredKey } from './StoredKey.ts'

/**
 * The key to sign with for an inbox: the newest of this browser that the inbox has on chain at the moment.
 *
 * @param isActive - Asks the chain.
 * @returns undefined where no key here can sign.
 * @throws What the node throws.
 */
export async function chooseSigningKey(
  keys: readonly Pick<StoredKey, 'pair' | 'addedAt'>[],
  isActive: (keyId: KeyPair['keyId']) => Promise<boolean>,
): Promise<KeyPair | undefined> {
  const newestFirst = keys
    .filter(({ pair }) => canSign(pair.kind))
    .sort((one, other) => other.addedAt - one.addedAt)
  const areActive = await Promise.all(newestFirst.map(({ pair }) => isActive(pair.keyId)))
  return newestFirst.find((_, index) => areActive[index])?.pair
}
