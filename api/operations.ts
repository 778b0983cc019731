import type { Operation } from './app.ts'
import { createWebhook } from './routes/createWebhook.ts'
import { deleteWebhook } from './routes/deleteWebhook.ts'
import { findInboxes } from './routes/findInboxes.ts'
import { getAccount } from './routes/getAccount.ts'
import { getChains } from './routes/getChains.ts'
import { getConsent } from './routes/getConsent.ts'
import { getDocs } from './routes/getDocs.ts'
import { getEvents } from './routes/getEvents.ts'
import { getHealth } from './routes/getHealth.ts'
import { getInbox } from './routes/getInbox.ts'
import { getInboxChains } from './routes/getInboxChains.ts'
import { getMailing } from './routes/getMailing.ts'
import { getMailingLeaf } from './routes/getMailingLeaf.ts'
import { getMetrics } from './routes/getMetrics.ts'
import { getOpenApi } from './routes/getOpenApi.ts'
import { getProblemDocs } from './routes/getProblemDocs.ts'
import { getQuote } from './routes/getQuote.ts'
import { getReadiness } from './routes/getReadiness.ts'
import { getRelay } from './routes/getRelay.ts'
import { getRoot } from './routes/getRoot.ts'
import { getSnapshot } from './routes/getSnapshot.ts'
import { getStamp } from './routes/getStamp.ts'
import { getStampProof } from './routes/getStampProof.ts'
import { getStats } from './routes/getStats.ts'
import { getVerify } from './routes/getVerify.ts'
import { getWebhook } from './routes/getWebhook.ts'
import { listInboxKeys } from './routes/listInboxKeys.ts'
import { listInboxStamps } from './routes/listInboxStamps.ts'
import { listMovements } from './routes/listMovements.ts'
import { listRelays } from './routes/listRelays.ts'
import { listSenderStamps } from './routes/listSenderStamps.ts'
import { listWebhookDeliveries } from './routes/listWebhookDeliveries.ts'
import { listWebhooks } from './routes/listWebhooks.ts'
import { pingWebhook } from './routes/pingWebhook.ts'
import { prove } from './routes/prove.ts'
import { putMailingLeaves } from './routes/putMailingLeaves.ts'
import { redeliverWebhook } from './routes/redeliverWebhook.ts'
import { rotateWebhook } from './routes/rotateWebhook.ts'
import { verify } from './routes/verify.ts'
import { verifyBatch } from './routes/verifyBatch.ts'
import { verifyKey } from './routes/verifyKey.ts'

/** Every operation, in the order in which the documentation shows them. */
export const operations: readonly Operation[] = [
  verify,
  getVerify,
  verifyBatch,
  verifyKey,
  prove,
  getQuote,
  getInbox,
  findInboxes,
  getInboxChains,
  listInboxKeys,
  listInboxStamps,
  getConsent,
  getStamp,
  getStampProof,
  listSenderStamps,
  getMailing,
  putMailingLeaves,
  getMailingLeaf,
  getAccount,
  listMovements,
  listRelays,
  getRelay,
  getStats,
  getEvents,
  getSnapshot,
  createWebhook,
  listWebhooks,
  getWebhook,
  deleteWebhook,
  rotateWebhook,
  pingWebhook,
  listWebhookDeliveries,
  redeliverWebhook,
  getChains,
  getRoot,
  getDocs,
  getProblemDocs,
  getOpenApi,
  getHealth,
  getReadiness,
  getMetrics,
]
