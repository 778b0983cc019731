import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { KDF } from 'hpke'
import { NotSupportedError } from 'hpke'
import { promised } from './promised.ts'

/** HKDF-SHA256, HPKE's KDF 0x0001. */
export function hkdfSha256(): KDF {
  return {
    ...{ id: 0x0001, type: 'KDF', name: 'HKDF-SHA256', Nh: 32, stages: 2 },
    Extract: (salt, ikm) => promised(() => extract(sha256, ikm, salt)),
    Expand: (prk, info, length) => promised(() => expand(sha256, prk, info, length)),
    Derive: () =>
      Promise.reject(new NotSupportedError('HKDF extracts and expands, in two stages.')),
  }
}
