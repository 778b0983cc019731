import { artifacts, network } from 'hardhat'

// To explain errors in Solidity's words, Hardhat reads all that was ever built before the first chain: hundreds of megabytes and seconds in
// each worker. Tests decode errors by themselves.
artifacts.getAllBuildInfoIds = () => Promise.resolve(new Set())

/** Chains in this process. */
export { network as chainsHere }
