import type { Operation } from './app.ts'
import { findInboxes } from './routes/findInboxes.ts'
import { getAccount } from './routes/getAccount.ts'
import { getChains } from './routes/getChains.ts'
import { getDocs } from './routes/getDocs.ts'
import { getHealth } from './routes/getHealth.ts'
import { getInbox } from './routes/getInbox.ts'
import { getMetrics } from './routes/getMetrics.ts'
import { getOpenApi } from './routes/getOpenApi.ts'
import { getProblemDocs } from './routes/getProblemDocs.ts'
import { getQuote } from './routes/getQuote.ts'
import { getReadiness } from './routes/getReadiness.ts'
import { getRoot } from './routes/getRoot.ts'
import { getStamp } from './routes/getStamp.ts'
import { getVerify } from './routes/getVerify.ts'
import { verify } from './routes/verify.ts'
import { verifyBatch } from './routes/verifyBatch.ts'
import { verifyKey } from './routes/verifyKey.ts'

/** Every operation, in the order in which the documentation shows them. */
export const operations: readonly Operation[] = [
  verify,
  getVerify,
  verifyBatch,
  verifyKey,
  getQuote,
  getInbox,
  findInboxes,
  getStamp,
  getAccount,
  getChains,
  getRoot,
  getDocs,
  getProblemDocs,
  getOpenApi,
  getHealth,
  getReadiness,
  getMetrics,
]
