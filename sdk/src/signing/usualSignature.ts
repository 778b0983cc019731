import type { Address, Hex, TypedDataDefinition } from 'viem'
import {
  compactSignatureToSignature,
  concat,
  hexToNumber,
  isAddressEqual,
  parseCompactSignature,
  recoverTypedDataAddress,
  serializeSignature,
  size,
  slice,
} from 'viem'

/**
 * A signature as contracts and relays take it, 65 bytes with 27 or 28 at the end: some hardware wallets end it with 0 or 1, and some
 * wallets give the 64 bytes of ERC-2098.
 *
 * Only where that makes it the signer's own: contract wallets give such bytes a meaning of theirs.
 */
export async function usualSignature(
  signature: Hex,
  signer: Address,
  typedData: TypedDataDefinition,
): Promise<Hex> {
  const usual = inUsualForm(signature)
  if (usual === undefined) return signature
  return (await isBy(signer, usual, typedData)) ? usual : signature
}

/** undefined where it is in the usual form already, or in none that is known. */
function inUsualForm(signature: Hex): Hex | undefined {
  if (size(signature) === 64)
    return serializeSignature(compactSignatureToSignature(parseCompactSignature(signature)))
  if (size(signature) !== 65) return undefined
  const v = hexToNumber(slice(signature, 64))
  return v > 1 ? undefined : concat([slice(signature, 0, 64), v === 0 ? '0x1b' : '0x1c'])
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
