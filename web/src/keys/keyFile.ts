import type { KeyPair } from '@pennypost/sdk'
import type { Hex } from 'viem'

/** Keys of an inbox as a file has them: in the clear, as whoever keeps the file is told. */
export type KeyFile = {
  format: typeof keyFileFormat
  version: 1
  /** CAIP-2. */
  chain: string
  inboxId: Hex
  keys: readonly KeyPair[]
}

export const keyFileFormat = 'pennypost-keys'

/** The text of a file of keys. */
export function keyFileText({ chain, inboxId, keys }: Omit<KeyFile, 'format' | 'version'>): string {
  const pairs = keys.map(({ kind, keyId, publicKey, secretKey }) => ({
    ...{ kind, keyId, publicKey, secretKey },
  }))
  const file: KeyFile = { format: keyFileFormat, version: 1, chain, inboxId, keys: pairs }
  return `${JSON.stringify(file, undefined, 2)}\n`
}

/** What such a file is called. */
export function keyFileName(inboxId: Hex): string {
  return `pennypost-keys-${inboxId.slice(2, 10)}.json`
}
