import type { Hex } from 'viem'
import { hexToBytes, isHex } from 'viem'

const maxLength = 64
/** More than any symbol that is shown needs, and far less than a token may answer with. */
const maxBytes = 1_024

/**
 * Reads what a token's `symbol()` gave: a string, or 32 bytes with zeros at the end, as some old tokens have it.
 *
 * A token may say anything. What cannot be seen (control characters, marks that turn the direction of text around, code points
 * that mean nothing) is dropped; what then is empty, longer than 64 characters or no UTF-8 is no symbol.
 */
export function readSymbol(result: unknown): string | undefined {
  if (!isHex(result, { strict: true }) || result.length % 2 === 1) return undefined
  const bytes = symbolBytes(result)
  if (!bytes || bytes.length > maxBytes) return undefined
  const text = decode(bytes)
  if (text === undefined) return undefined
  const shown = text
    .normalize('NFC')
    .replaceAll(/[\p{Z}\t\n\r]+/gu, ' ')
    .replaceAll(/\p{C}/gu, '')
    .trim()
  return shown === '' || [...shown].length > maxLength ? undefined : shown
}

function symbolBytes(result: Hex): Uint8Array | undefined {
  const length = (result.length - 2) / 2
  if (length === 32) return trimZeros(hexToBytes(result))
  if (length < 64) return undefined
  const offset = wordAt(result, 0)
  const size = wordAt(result, offset)
  if (size > maxBytes || offset + 32 + size > length) return undefined
  return hexToBytes(`0x${result.slice(2 + (offset + 32) * 2, 2 + (offset + 32 + size) * 2)}`)
}

/** A word of ABI-encoded data as a number; infinite where there is none, or where it is no number of bytes. */
function wordAt(data: Hex, offset: number): number {
  const digits = data.slice(2 + offset * 2, 2 + (offset + 32) * 2)
  return digits.length === 64 && /^0{56}/.test(digits) ? Number(`0x${digits}`) : Infinity
}

function trimZeros(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1)
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
