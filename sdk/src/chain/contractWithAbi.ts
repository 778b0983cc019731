import type { Abis } from './abis.ts'
import type { ContractName } from './contracts.ts'

/** A contract as actions are made of it: with its ABI, so that whoever uses one action does not bring along all contracts. */
export type ContractWithAbi<name extends ContractName> = { name: name; abi: Abis[name] }
