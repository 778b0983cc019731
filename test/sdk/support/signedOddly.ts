import type { Hex, LocalAccount } from 'viem'
import {
  concat,
  parseSignature,
  serializeCompactSignature,
  signatureToCompactSignature,
  slice,
} from 'viem'
import { toAccount } from 'viem/accounts'

/** What wallets make of a signature that ends with 27 or 28. */
export const oddForms = {
  'with 0 or 1 at its end': (signature: Hex): Hex =>
    concat([slice(signature, 0, 64), slice(signature, 64) === '0x1b' ? '0x00' : '0x01']),
  'of 64 bytes, by ERC-2098': (signature: Hex): Hex =>
    serializeCompactSignature(signatureToCompactSignature(parseSignature(signature))),
} as const

export type OddForm = keyof typeof oddForms

/** The same account, whose wallet writes signatures in a form of its own. */
export function signedOddly(inner: LocalAccount, form: OddForm): LocalAccount {
  const { address, sign, signMessage, signTransaction } = inner
  const signTypedData: typeof inner.signTypedData = async (typedData) =>
    oddForms[form](await inner.signTypedData(typedData))
  const account = toAccount({ address, signMessage, signTransaction, signTypedData })
  return { ...account, ...(sign && { sign }) } as LocalAccount
}

export const oddFormNames = Object.keys(oddForms) as OddForm[]
