import type { Hex } from 'viem'
import { bytesToHex, concat, hexToBigInt, keccak256, numberToHex, slice, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import type { Admission } from '../../protocol/admission.ts'
import {
  admissionDigest,
  admissionTypedData,
  isAdmissionSignature,
} from '../../protocol/admission.ts'
import { typedDataHash } from './support/typedDataHash.ts'

/*
admission
├── digest → what MetaMask's library has
└── signature
    ├── by the relay's signer → true, in any case of its address
    ├── by another, or over another field, contract or chain → false
    └── of any other form → false
*/

const signer = privateKeyToAccount(keccak256(toHex('signer')))
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const admission: Admission = {
  relay: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  inboxId: keccak256(toHex('inbox')),
  letterHash: keccak256(toHex('letter')),
  postageId: keccak256(toHex('stamp')),
  receivedAt: 1_795_377_600,
}
const parameters = {
  chainId: 31_337,
  postOffice: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
  admission,
} as const
const signature = await signer.signTypedData(admissionTypedData(parameters))
const isBySigner = (given: Hex) =>
  isAdmissionSignature({ ...parameters, signer: signer.address, signature: given })

describe('admissionDigest', () => {
  it("is what MetaMask's library has for the type that api.md names", () => {
    const expected = typedDataHash({
      domain: {
        name: 'Pennypost PostOffice',
        version: '1',
        chainId: parameters.chainId,
        verifyingContract: parameters.postOffice,
      },
      type: 'Admission(address relay,bytes32 inboxId,bytes32 letterHash,bytes32 postageId,uint40 receivedAt)',
      message: admission,
    })
    expect(bytesToHex(admissionDigest(parameters))).toBe(expected)
  })
})

describe('isAdmissionSignature', () => {
  it("takes the signature of the relay's signer, its address in any case", () => {
    expect(isBySigner(signature)).toBe(true)
    const lower = signer.address.toLowerCase() as Hex
    expect(isAdmissionSignature({ ...parameters, signer: lower, signature })).toBe(true)
  })

  it('refuses that of another account, the operator of the relay included', () => {
    expect(isAdmissionSignature({ ...parameters, signer: admission.relay, signature })).toBe(false)
  })

  it.each<[string, Partial<Admission>]>([
    ['relay', { relay: signer.address }],
    ['inboxId', { inboxId: keccak256('0x01') }],
    ['letterHash', { letterHash: keccak256('0x02') }],
    ['postageId', { postageId: keccak256('0x03') }],
    ['receivedAt', { receivedAt: admission.receivedAt + 1 }],
  ])('refuses it for another %s', (_, field) => {
    const other = { ...parameters, admission: { ...admission, ...field } }
    expect(isAdmissionSignature({ ...other, signer: signer.address, signature })).toBe(false)
  })

  it.each([
    ['chain', { chainId: 1 }],
    ['contract', { postOffice: signer.address }],
  ])('refuses it for another %s', (_, field) => {
    const other = { ...parameters, ...field }
    expect(isAdmissionSignature({ ...other, signer: signer.address, signature })).toBe(false)
  })

  const highS = numberToHex(order - hexToBigInt(slice(signature, 32, 64)), { size: 32 })
  const otherV = numberToHex(55n - hexToBigInt(slice(signature, 64)), { size: 1 })
  it.each<[string, Hex]>([
    ['nothing', '0x'],
    ['64 bytes', slice(signature, 0, 64)],
    ['66 bytes', concat([signature, '0x00'])],
    ['v of 0', concat([slice(signature, 0, 64), '0x00'])],
    ['s in the upper half', concat([slice(signature, 0, 32), highS, otherV])],
    ['zeros', `0x${'00'.repeat(64)}1b`],
    ['what is no hexadecimal', `0x${'zz'.repeat(65)}`],
  ])('refuses %s', (_, given) => {
    expect(isBySigner(given)).toBe(false)
  })
})
