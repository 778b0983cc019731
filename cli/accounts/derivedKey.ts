import { pbkdf2 as pbkdf2Callback, scrypt as scryptCallback } from 'node:crypto'
import { promisify } from 'node:util'
import { scrypt as scryptOfOx } from 'ox/Keystore'
import type { Hex } from 'viem'
import { bytesToHex, hexToBytes } from 'viem'

type ScryptParameters = { n: number; r: number; p: number; dklen: number; salt: string }

/** How a password becomes a key, as Web3 secret storage writes it; `salt` is hexadecimal without 0x. */
export type Derivation =
  | { kdf: 'scrypt'; kdfparams: ScryptParameters }
  | {
      kdf: 'pbkdf2'
      kdfparams: { c: number; prf: 'hmac-sha256'; dklen: number; salt: string }
    }

const scrypt = promisify(
  (...call: [Uint8Array, Uint8Array, number, object, (error: Error | null, key: Buffer) => void]) =>
    scryptCallback(...call),
)
const pbkdf2 = promisify(pbkdf2Callback)

/** Bytes of memory that a file may ask for: four times what those of other tools do. */
const maxMemory = 1024 ** 3
const maxIterations = 50_000_000

/** Whether a derivation is one that is known, and that this machine can be asked for. */
export function isDerivation(value: unknown): value is Derivation {
  const { kdf, kdfparams } = (value ?? {}) as { kdf?: unknown; kdfparams?: unknown }
  const { n, r, p, c, prf, dklen, salt } = (kdfparams ?? {}) as Record<string, unknown>
  if (!isCount(dklen) || dklen < 32 || dklen > 1_024) return false
  if (typeof salt !== 'string' || !/^([0-9a-f]{2})*$/i.test(salt)) return false
  if (kdf === 'pbkdf2') return isCount(c) && c <= maxIterations && prf === 'hmac-sha256'
  if (kdf !== 'scrypt' || !isCount(n) || !isCount(r) || !isCount(p)) return false
  return n > 1 && Number.isInteger(Math.log2(n)) && 128 * r * (n + p) <= maxMemory && p <= 64
}

/** The key of a password. Takes about a second, on purpose. */
export async function derivedKey(password: string, derivation: Derivation): Promise<Hex> {
  const secret = new TextEncoder().encode(password)
  const { kdf, kdfparams } = derivation
  const salt = hexToBytes(`0x${kdfparams.salt}`)
  if (kdf === 'pbkdf2') {
    const { c, dklen } = kdfparams
    return bytesToHex(await pbkdf2(secret, salt, c, dklen, 'sha256'))
  }
  const { n, r, p, dklen } = kdfparams
  // OpenSSL takes no such parameters, though Web3 secret storage's own example has them.
  if (n >= 2 ** (16 * r) && dklen === 32) return slowScrypt(password, kdfparams)
  const maxmem = 2 * maxMemory
  return bytesToHex((await scrypt(secret, salt, dklen, { N: n, r, p, maxmem })) as Buffer)
}

function slowScrypt(password: string, { n, r, p, salt }: ScryptParameters): Hex {
  const [key] = scryptOfOx({ n, r, p, password, salt: `0x${salt}` })
  return typeof key === 'function' ? key() : key
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0
}
