import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Address, Hex } from 'viem'
import { bytesToHex, concat, hexToBytes, keccak256, numberToHex, stringToHex } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { keyIdOf } from '../../protocol/ids.ts'
import type { SenderStatement } from '../../protocol/senderStatement.ts'
import { senderStatementDigest } from '../../protocol/senderStatement.ts'

/** Address of the InboxRegistry of chain 31337 in a world. */
export const registry: Address = `0x${'a'.repeat(40)}`

type Signer = (digest: Uint8Array) => Hex

/** A wallet by its name. */
export function walletNamed(name: string): { address: Address; sign: Signer } {
  const secret = keccak256(stringToHex(name))
  return {
    address: privateKeyToAddress(secret).toLowerCase() as Address,
    sign(digest) {
      const format = { prehash: false, format: 'recovered' } as const
      const [recovery = 0, ...rest] = secp256k1.sign(digest, hexToBytes(secret), format)
      return concat([bytesToHex(Uint8Array.from(rest)), numberToHex(27 + recovery, { size: 1 })])
    },
  }
}

/** A key of a kind by its name; of a kind that cannot sign, its signature is any 64 bytes. */
export function keyNamed(
  kind: number,
  name = 'key',
): { keyId: Hex; kind: number; publicKey: Hex; sign: Signer } {
  const secret = hexToBytes(keccak256(stringToHex(name)))
  const publicKey = bytesToHex(
    kind === 1
      ? ed25519.getPublicKey(secret)
      : kind === 3
        ? secp256k1.getPublicKey(secret, true)
        : kind === 4
          ? p256.getPublicKey(secret, true)
          : secret,
  )
  return {
    keyId: keyIdOf(kind, publicKey),
    kind,
    publicKey,
    sign(digest) {
      if (kind === 1) return bytesToHex(ed25519.sign(digest, secret))
      if (kind === 3) return bytesToHex(secp256k1.sign(digest, secret, { prehash: false }))
      if (kind === 4) return bytesToHex(p256.sign(digest, secret, { prehash: false, lowS: false }))
      return `0x${'01'.repeat(64)}`
    },
  }
}

/** A statement as a request carries it, signed for chain 31337. */
export function signed(statement: SenderStatement, sign: Signer) {
  const { wallet, senderInboxId, keyId, issuedAt } = statement
  const signature = sign(senderStatementDigest({ chainId: 31337, registry, statement }))
  return { wallet, senderInboxId, keyId, issuedAt, signature }
}
