import type { Mailing, MailingStep } from '../../protocol/wire/mailing.ts'
import { stampExample, stepExample } from '../examples.ts'

const { sender, relay, token, carriage, stake, expiresAt } = stampExample

export const mailingExample: Mailing = {
  mailingId: '0x6b3df5a3ae0c5d3bb1d3bb0e34b3a2a5a4c4bd5ea3e2a1cf2a7a4c39b7e9f6d1',
  ...{ sender, relay, token },
  root: '0x2f0b1a7a6c1f1f3d6d4c7e2a8d1f0f93b1a1bf2f4c5f1c3d7a0e6b8f9d2c4e5a',
  ...{ carriage, stake },
  count: 1_000,
  expiresAt,
  uri: 'https://sender.example/mailing.bin',
  status: 'open',
  carriageAsked: carriage,
  carriagePaid: false,
  openedBlock: '40',
  openedBlockHash: stepExample.blockHash,
  openedAt: stepExample.timestamp,
  openedTransaction: stepExample.transaction,
  closedAt: null,
  refund: null,
}

export const mailingStepExample: MailingStep = {
  step: 'opened',
  blockNumber: '40',
  blockHash: stepExample.blockHash,
  logIndex: 2,
  timestamp: stepExample.timestamp,
  transaction: stepExample.transaction,
  refund: null,
  carriageTo: null,
}

/** A letter of `mailingExample`. */
export const leafExample = {
  mailingId: mailingExample.mailingId,
  root: mailingExample.root,
  count: 1_000,
  index: 3,
  inboxId: stampExample.inboxId,
  letterHash: stampExample.letterHash,
  proof: ['0x3ac225168df54212a25c1c01fd35bebfea408fdac2e31ddd6f80a4bbf9a5f1cb'],
}
