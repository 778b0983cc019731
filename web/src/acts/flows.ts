// Flows of the SDK that acts follow, in a chunk of their own: load it with `import()`.
// biome-ignore lint/performance/noBarrelFile: it is a chunk, and not a list.
export { expireAll, fund, signLinkWallet } from '@pennypost/sdk'
