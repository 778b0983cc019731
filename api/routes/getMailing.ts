import { createRoute, z } from '@hono/zod-openapi'
import { getAddress } from 'viem'
import type { Mailing, MailingStep } from '../../protocol/wire/mailing.ts'
import { mailingResponse } from '../../protocol/wire/mailing.ts'
import { bytes32Input } from '../../protocol/wire/primitives.ts'
import type { Operation } from '../app.ts'
import { asOfExample } from '../examples.ts'
import { mailingExample, mailingStepExample } from '../mailings/examples.ts'
import { findMailing } from '../mailings/findMailing.ts'
import { readLeavesUpload } from '../queries/leaves.ts'
import type { MailingRow, MailingStepRow } from '../queries/mailing.ts'
import { countedLetters, readMailing } from '../queries/mailing.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { secondsNow } from '../services.ts'

const route = createRoute({
  operationId: 'getMailing',
  method: 'get',
  path: '/v1/mailings/{mailingId}',
  tags: ['Mailings'],
  summary: 'Read a mailing and its life so far',
  description:
    'No chain is needed: a mailing id has its chain inside, so at most one chain has it. Not found means not on any chain served here; if one of them cannot be asked, that is the answer instead.',
  request: { params: z.strictObject({ mailingId: bytes32Input }), query: z.strictObject({}) },
  responses: {
    200: json('The mailing', mailingResponse, {
      mailing: mailingExample,
      collected: { letters: 2, isMore: false },
      canClose: false,
      hasLeaves: true,
      steps: [mailingStepExample],
      asOf: asOfExample,
    }),
    ...problemResponses('invalid_request', 'mailing_not_found', ...chainStateProblems),
  },
})

/** `GET /v1/mailings/{mailingId}` */
export const getMailing: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { mailingId } = c.req.valid('param')
    const [{ found, steps, collected, asOf }, upload] = await Promise.all([
      findMailing(services, mailingId, (chain) => readMailing(chain, mailingId)),
      readLeavesUpload(services.store, mailingId),
    ])
    return c.json(
      {
        mailing: toMailing(found),
        collected: {
          letters: Math.min(collected, countedLetters),
          isMore: collected > countedLetters,
        },
        canClose: found.status !== 'closed' && secondsNow(services, asOf) >= found.expiresAt,
        hasLeaves: upload !== undefined,
        steps: steps.map(toStep),
        asOf,
      },
      200,
    )
  })
}

function toMailing(row: MailingRow): Mailing {
  return {
    ...row,
    sender: getAddress(row.sender),
    relay: getAddress(row.relay),
    token: getAddress(row.token),
    openedBlock: String(row.openedBlock),
  }
}

function toStep(row: MailingStepRow): MailingStep {
  return {
    ...row,
    blockNumber: String(row.blockNumber),
    carriageTo: row.carriageTo && getAddress(row.carriageTo),
  }
}
