// What is read from the contracts once a page is seen, and what that takes, in a chunk of its own: load it with `import()`.
// biome-ignore lint/performance/noBarrelFile: it is a chunk, and not a list.
export {
  abis,
  getConsent,
  getInbox,
  getInboxOf,
  getKeyStatus,
  getLedgerBalance,
  getMailing,
  getRelay,
  inboxIdOf,
  isActiveKey,
} from '@pennypost/sdk'
