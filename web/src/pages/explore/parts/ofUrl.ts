import type { Address, Hex } from 'viem'
import { getAddress, isAddress, isHex } from 'viem'

/** 32 bytes out of a url, in lower case. */
export function idOfUrl(given: string | undefined): Hex | undefined {
  const id = given?.toLowerCase()
  return id !== undefined && id.length === 66 && isHex(id) ? id : undefined
}

/** An address out of a url, checksummed. */
export function addressOfUrl(given: string | undefined): Address | undefined {
  return given !== undefined && isAddress(given.toLowerCase())
    ? getAddress(given.toLowerCase())
    : undefined
}
