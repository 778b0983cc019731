import { createHash, randomBytes } from 'node:crypto'
import { concatBytes } from '@noble/hashes/utils.js'
import type { Hex } from 'viem'
import { bytesToHex, encodeAbiParameters, hexToBytes, keccak256, numberToBytes } from 'viem'
import type { Kind } from './rfc9180.ts'
import {
  decapsulate,
  decrypt,
  encapsulate,
  encrypt,
  hkdfExpand,
  hkdfExtract,
  keySchedule,
} from './rfc9180.ts'

// Letters by docs/letters.md alone, without a line of the package.

const utf8 = (text: string) => new TextEncoder().encode(text)
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const label = utf8('Pennypost letter 1')
const none = new Uint8Array()
const zeroNonce = new Uint8Array(12)
const sizes = { 2: 32, 5: 1_120 } as const

export type HandKey = { kind: number; publicKey: Hex }
export type Entry = {
  kind: Kind
  keyId: Uint8Array
  encapsulation: Uint8Array
  wrapped: Uint8Array
}

const derived = (secret: Uint8Array, info: Uint8Array) =>
  hkdfExpand(hkdfExtract(label, secret), info, 32)
const commitmentTo = (secret: Uint8Array) => derived(secret, utf8('commitment'))
const bodyKey = (secret: Uint8Array, header: Uint8Array) =>
  derived(secret, concatBytes(utf8('body'), sha256(header)))
const infoOf = (address: Uint8Array, { kind, keyId }: Pick<Entry, 'kind' | 'keyId'>) =>
  concatBytes(label, address, Uint8Array.of(kind), keyId)

export function handKeyId({ kind, publicKey }: HandKey): Uint8Array {
  const types = [{ type: 'uint16' }, { type: 'bytes' }] as const
  return hexToBytes(keccak256(encodeAbiParameters(types, [kind, publicKey])))
}

export type SealByHandParameters = {
  chainId: number
  inboxId: Hex
  /** In the order in which they are to stand. */
  keys: readonly HandKey[]
  /** The body before it is encrypted. */
  padded: Uint8Array
  /** What each key is given; by itself all the same. The first is committed to, and the body's. */
  secrets?: readonly Uint8Array[] | undefined
}

/** Seals whatever it is told to, also what an honest sender never would. */
export function sealByHand(parameters: SealByHandParameters): Uint8Array {
  const { chainId, inboxId, keys, padded } = parameters
  const secret = parameters.secrets?.[0] ?? new Uint8Array(randomBytes(32))
  const address = concatBytes(
    utf8('PPL'),
    Uint8Array.of(1),
    numberToBytes(chainId, { size: 8 }),
    hexToBytes(inboxId),
    commitmentTo(secret),
  )
  const count = Uint8Array.of(keys.length - 1)
  const opened = keys.map((key) => {
    const kind = key.kind as Kind
    const encapsulated = encapsulate(kind, hexToBytes(key.publicKey))
    return { kind, keyId: handKeyId(key), ...encapsulated }
  })
  const open = opened.map(({ kind, keyId, encapsulation }) =>
    concatBytes(Uint8Array.of(kind), keyId, encapsulation),
  )
  const aad = sha256(concatBytes(address, count, ...open))
  const entries = opened.map(({ kind, keyId, sharedSecret }, i) => {
    const { key, nonce } = keySchedule(kind, sharedSecret, infoOf(address, { kind, keyId }))
    const wrapped = encrypt(key, nonce, aad, parameters.secrets?.[i] ?? secret)
    return concatBytes(open[i] ?? none, wrapped)
  })
  const header = concatBytes(address, count, ...entries)
  return concatBytes(header, encrypt(bodyKey(secret, header), zeroNonce, none, padded))
}

/** The parts of a letter that is in order. */
export function partsOf(sealed: Uint8Array) {
  const entries: Entry[] = []
  let at = 77
  for (let i = 0; i <= (sealed[76] ?? 0); i++) {
    const kind = sealed[at] as Kind
    const end = at + 33 + sizes[kind]
    entries.push({
      kind,
      keyId: sealed.slice(at + 1, at + 33),
      encapsulation: sealed.slice(at + 33, end),
      wrapped: sealed.slice(end, end + 48),
    })
    at = end + 48
  }
  return {
    address: sealed.slice(0, 76),
    entries,
    header: sealed.slice(0, at),
    body: sealed.slice(at),
  }
}

/** A letter of parts, whether they belong together or not. */
export function joined({
  address,
  entries,
  body,
}: Pick<ReturnType<typeof partsOf>, 'address' | 'entries' | 'body'>): Uint8Array {
  const all = entries.flatMap(({ kind, keyId, encapsulation, wrapped }) => [
    Uint8Array.of(kind),
    keyId,
    encapsulation,
    wrapped,
  ])
  return concatBytes(address, Uint8Array.of(entries.length - 1), ...all, body)
}

/** Opens a letter that is in order. @throws {Error} It is not. */
export function openByHand(sealed: Uint8Array, key: HandKey & { secretKey: Hex }): Uint8Array {
  const { address, entries, header, body } = partsOf(sealed)
  const keyId = bytesToHex(handKeyId(key))
  const entry = entries.find((each) => bytesToHex(each.keyId) === keyId)
  if (!entry) throw new Error('for another key')
  const open = entries.map(({ kind, keyId, encapsulation }) =>
    concatBytes(Uint8Array.of(kind), keyId, encapsulation),
  )
  const aad = sha256(concatBytes(address, Uint8Array.of(entries.length - 1), ...open))
  const shared = decapsulate(entry.kind, entry.encapsulation, hexToBytes(key.secretKey))
  const wrap = keySchedule(entry.kind, shared, infoOf(address, entry))
  const secret = decrypt(wrap.key, wrap.nonce, aad, entry.wrapped)
  if (bytesToHex(commitmentTo(secret)) !== bytesToHex(address.subarray(44))) {
    throw new Error('another commitment')
  }
  const padded = decrypt(bodyKey(secret, header), zeroNonce, none, body)
  const length = new DataView(padded.buffer).getUint32(0)
  return padded.slice(4, 4 + length)
}
