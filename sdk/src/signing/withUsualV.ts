import type { Address, Hex, TypedDataDefinition } from 'viem'
import { concat, hexToNumber, isAddressEqual, recoverTypedDataAddress, size, slice } from 'viem'

/**
 * A signature as contracts take it: some hardware wallets end it with 0 or 1, where 27 or 28 is meant.
 *
 * Only where that makes it the signer's own: contract wallets give those endings a meaning of theirs.
 */
export async function withUsualV(
  signature: Hex,
  signer: Address,
  typedData: TypedDataDefinition,
): Promise<Hex> {
  if (size(signature) !== 65) return signature
  const v = hexToNumber(slice(signature, 64))
  if (v > 1) return signature
  const usual = concat([slice(signature, 0, 64), v === 0 ? '0x1b' : '0x1c'])
  return (await isBy(signer, usual, typedData)) ? usual : signature
}

async function isBy(
  signer: Address,
  signature: Hex,
  typedData: TypedDataDefinition,
): Promise<boolean> {
  try {
    return isAddressEqual(await recoverTypedDataAddress({ ...typedData, signature }), signer)
  } catch {
    // No signature of any account: r or s is out of range.
    return false
  }
}
