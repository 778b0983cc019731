import type { Abi } from 'viem'

const view = { type: 'function', stateMutability: 'view' } as const
const address = { name: '', type: 'address' } as const
const amount = { name: '', type: 'uint256' } as const

/**
 * What is asked of tokens. `approve` is without its answer: some tokens give none, and those that answer false are found out by their
 * allowance.
 */
export const tokenAbi = [
  { ...view, name: 'balanceOf', inputs: [address], outputs: [amount] },
  { ...view, name: 'allowance', inputs: [address, address], outputs: [amount] },
  {
    ...{ type: 'function', stateMutability: 'nonpayable', name: 'approve' },
    inputs: [address, amount],
    outputs: [],
  },
] as const satisfies Abi

const bytes32 = { name: '', type: 'bytes32' } as const
const text = { name: '', type: 'string' } as const

/** What tokens that take signatures may have. */
export const signingTokenAbi = [
  { ...view, name: 'name', inputs: [], outputs: [text] },
  { ...view, name: 'version', inputs: [], outputs: [text] },
  { ...view, name: 'DOMAIN_SEPARATOR', inputs: [], outputs: [bytes32] },
  { ...view, name: 'PERMIT_TYPEHASH', inputs: [], outputs: [bytes32] },
  { ...view, name: 'nonces', inputs: [address], outputs: [amount] },
  {
    ...{ ...view, name: 'authorizationState', inputs: [address, bytes32] },
    outputs: [{ name: '', type: 'bool' }],
  },
  {
    ...{ ...view, name: 'eip712Domain', inputs: [] },
    outputs: [
      { name: 'fields', type: 'bytes1' },
      { name: 'name', type: 'string' },
      { name: 'version', type: 'string' },
      { name: 'chainId', type: 'uint256' },
      { name: 'verifyingContract', type: 'address' },
      { name: 'salt', type: 'bytes32' },
      { name: 'extensions', type: 'uint256[]' },
    ],
  },
] as const satisfies Abi
