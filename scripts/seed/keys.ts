import { createECDH, generateKeyPairSync, sign } from 'node:crypto'
import type { Hex } from 'viem'
import { bytesToHex, hashTypedData, hexToBytes } from 'viem'
import { inboxRegistryDomain, keyPossessionTypes } from '../../protocol/eip712/inboxRegistry.ts'
import { keyIdOf } from '../../protocol/ids.ts'
import { keyKinds } from '../../protocol/keyKinds.ts'
import type { World } from './world.ts'

/** A key as `InboxRegistry` takes it. */
type KeyInput = { kind: number; expiresAt: number; publicKey: Hex; possession: Hex }

/** An Ed25519 key that has signed for its inbox, which is how it proves that it is there. */
export function ed25519Key({ client, inboxes }: World, inboxId: Hex, expiresAt = 0): KeyInput {
  const { publicKey: key, privateKey } = generateKeyPairSync('ed25519')
  // The last 32 bytes of the DER encoding are the key itself.
  const publicKey = bytesToHex(key.export({ type: 'spki', format: 'der' }).subarray(-32))
  const digest = hashTypedData({
    domain: inboxRegistryDomain(client.chain.id, inboxes.address),
    types: keyPossessionTypes,
    primaryType: 'KeyPossession',
    message: { inboxId, keyId: keyIdOf(keyKinds.ed25519, publicKey) },
  })
  const possession = bytesToHex(sign(null, hexToBytes(digest), privateKey))
  return { kind: keyKinds.ed25519, expiresAt, publicKey, possession }
}

/** An X25519 key, which can decrypt and not sign: nothing proves it. */
export function x25519Key(): KeyInput {
  const { publicKey: key } = generateKeyPairSync('x25519')
  const publicKey = bytesToHex(key.export({ type: 'spki', format: 'der' }).subarray(-32))
  return { kind: keyKinds.x25519, expiresAt: 0, publicKey, possession: '0x' }
}

/** A secp256k1 or P-256 key, compressed, that did not bother to prove itself. */
export function curveKey(curve: 'secp256k1' | 'p256'): KeyInput {
  const ecdh = createECDH(curve === 'p256' ? 'prime256v1' : curve)
  ecdh.generateKeys()
  const publicKey = bytesToHex(ecdh.getPublicKey(null, 'compressed'))
  return { kind: keyKinds[curve], expiresAt: 0, publicKey, possession: '0x' }
}
