import type { Abi } from 'viem'

const error = { type: 'error' } as const
const account = { name: 'account', type: 'address' } as const
const needed = [
  account,
  { name: 'available', type: 'uint256' },
  { name: 'needed', type: 'uint256' },
] as const

/** Errors that many tokens have: those of ERC-6093, and OpenZeppelin's of a token that is paused. */
export const tokenErrors = [
  { ...error, name: 'ERC20InsufficientBalance', inputs: needed },
  { ...error, name: 'ERC20InsufficientAllowance', inputs: needed },
  { ...error, name: 'ERC20InvalidSender', inputs: [account] },
  { ...error, name: 'ERC20InvalidReceiver', inputs: [account] },
  { ...error, name: 'ERC20InvalidApprover', inputs: [account] },
  { ...error, name: 'ERC20InvalidSpender', inputs: [account] },
  { ...error, name: 'EnforcedPause', inputs: [] },
] as const satisfies Abi
