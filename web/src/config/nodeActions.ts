// All that pages ask a node themselves, in a chunk of its own: load it with `import()`, or ask by `nodeReads`, which does.
// biome-ignore lint/performance/noBarrelFile: it is a chunk, and not a list.
export {
  estimateFeesPerGas,
  getBalance,
  getBlock,
  getBlockNumber,
  getContractEvents,
  getEnsAddress,
  readContract,
} from 'viem/actions'
