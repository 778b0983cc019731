import type { KeyPair } from '@pennypost/sdk'
import { canSign, isKeySignature, keyIdOf, signWithKey } from '@pennypost/sdk'
import { openLetter, sealLetter } from '@pennypost/sdk/letters'
import type { Hex } from 'viem'
import { hexToBytes, isHex, keccak256 } from 'viem'
import { KeyFileError } from './KeyFileError.ts'
import { keyFileFormat } from './keyFile.ts'
import { lowerPair } from './lowerPair.ts'

/**
 * The keys in a file that was saved here, with their hex in lower case. Each secret is tried, so that no file gives a key that then opens
 * nothing, and none is left out: a file with one that is damaged is refused.
 *
 * @param expected - Where they are to be used. A file that does not name this chain and inbox is refused.
 * @throws {KeyFileError}
 */
export async function parseKeyFile(
  text: string,
  expected: { chain: string; inboxId: Hex | undefined },
): Promise<readonly KeyPair[]> {
  const content = parsed(text)
  checkPlace(content, expected)
  const found = pairsIn(content)
  if (found.length === 0)
    throw new KeyFileError('This file has no keys in it. Choose one that was saved from here.')
  for (const pair of found)
    if (!(await isWhole(pair)))
      throw new KeyFileError(
        `The secret of key ${pair.keyId.slice(0, 10)}… is not the one of that key: the file was changed.`,
      )
  return found
}

const noKeyFile = 'This is no file of keys. Choose the .json that was saved from here.'

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Said below.
  }
  throw new KeyFileError(noKeyFile)
}

function checkPlace(
  content: Record<string, unknown>,
  { chain, inboxId }: { chain: string; inboxId: Hex | undefined },
): void {
  if ('crypto' in content)
    throw new KeyFileError(
      'This key is behind a password, as the command line makes them, and cannot be opened here. Make new keys for this browser instead: letters will be sealed for both.',
    )
  if (content.format !== keyFileFormat) throw new KeyFileError(noKeyFile)
  if (content.version !== 1)
    throw new KeyFileError('This file was saved by a newer version of this page. Load it anew.')
  if (typeof content.chain !== 'string' || !isChain.test(content.chain))
    throw new KeyFileError('This file names no chain that its keys are for: it was changed.')
  if (content.chain !== chain)
    throw new KeyFileError(`These keys are for chain ${content.chain}, not ${chain}.`)
  if (!isHex(content.inboxId) || content.inboxId.length !== 66)
    throw new KeyFileError('This file names no inbox that its keys are those of: it was changed.')
  if (inboxId && content.inboxId.toLowerCase() !== inboxId.toLowerCase())
    throw new KeyFileError(
      `These keys are those of inbox ${content.inboxId.slice(0, 10)}…, not of this one.`,
    )
}

/** CAIP-2. */
const isChain = /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}$/

function pairsIn(content: Record<string, unknown>): KeyPair[] {
  const entries: readonly unknown[] = Array.isArray(content.keys) ? content.keys : []
  return entries.map((entry, index) => {
    if (isPair(entry)) return lowerPair(entry)
    throw new KeyFileError(
      `${nameOf(entry, index)} of ${entries.length} in this file is no whole key, so none is taken: the file was changed or cut. Choose another copy of it.`,
    )
  })
}

function nameOf(entry: unknown, index: number): string {
  const { keyId } = (entry ?? {}) as { keyId?: unknown }
  const id = isHex(keyId) && keyId.length > 10 ? ` (${keyId.slice(0, 10).toLowerCase()}…)` : ''
  return `Key ${index + 1}${id}`
}

function isPair(value: unknown): value is KeyPair {
  const { kind, publicKey, secretKey, keyId } = (value ?? {}) as Partial<Record<string, unknown>>
  const isNamed = typeof kind === 'number' && isHex(publicKey) && isHex(keyId)
  return isNamed && isHex(secretKey) && secretKey.length === 66
}

async function isWhole(pair: KeyPair): Promise<boolean> {
  const { kind, publicKey, keyId } = pair
  try {
    if (keyIdOf(kind, publicKey) !== keyId) return false
    return canSign(kind) ? isSigning(pair) : await isOpening(pair)
  } catch {
    return false
  }
}

function isSigning(pair: KeyPair): boolean {
  const { kind, publicKey, keyId } = pair
  const message = hexToBytes(keccak256(keyId))
  return isKeySignature({ kind, publicKey, message, signature: signWithKey(pair, message) })
}

async function isOpening(pair: KeyPair): Promise<boolean> {
  const place = { chainId: 1, inboxId: keccak256(pair.keyId) }
  const sealed = await sealLetter({ ...place, keys: [pair], content: new Uint8Array([1]) })
  return (await openLetter({ ...place, key: pair, sealed }))[0] === 1
}
