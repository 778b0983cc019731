// What is read from the contracts once a page is seen, in a chunk of its own: load it with `import()`.
// biome-ignore lint/performance/noBarrelFile: it is a chunk, and not a list.
export {
  getConsent,
  getInbox,
  getInboxOf,
  getKeyStatus,
  getLedgerBalance,
  getMailing,
  getRelay,
  isActiveKey,
} from '@pennypost/sdk'
