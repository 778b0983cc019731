import { createRoute, z } from '@hono/zod-openapi'
import type { Hex } from 'viem'
import { pad } from 'viem'
import { consentResponse } from '../../protocol/wire/inbox.ts'
import { bytes32Input, chainInput } from '../../protocol/wire/primitives.ts'
import { numberOrNull } from '../answers/blockNumber.ts'
import type { Operation } from '../app.ts'
import { asOfExample, inboxExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import { readConsent } from '../queries/consent.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'

const subjectInput = z
  .string()
  .regex(
    /^0x([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/,
    'must be an address (0x and 40 hexadecimal digits) or 32 bytes (0x and 64)',
  )
  .transform((value) => pad(value.toLowerCase() as Hex, { size: 32 }))
  .meta({
    description: 'An address, also as 32 bytes, or an inbox id; in any case.',
    examples: ['0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'],
  })

const route = createRoute({
  operationId: 'getConsent',
  method: 'get',
  path: '/v1/inboxes/{inboxId}/consents/{subject}',
  tags: ['Inboxes'],
  summary: 'Read what an inbox says of a subject',
  description:
    'Its own word on this subject and no other: what follows from words on the inbox and the other wallets of a sender, `POST /v1/verify` and `GET /v1/quotes` say.',
  request: {
    params: z.strictObject({ inboxId: bytes32Input, subject: subjectInput }),
    query: z.strictObject({ chain: chainInput }),
  },
  responses: {
    200: json('The consent', consentResponse, {
      inboxId: inboxExample.inboxId,
      subject: pad('0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc', { size: 32 }),
      consent: 'allowed',
      sinceBlock: '15',
      sinceTime: 1_795_377_090,
      asOf: asOfExample,
    }),
    ...problemResponses(
      'invalid_request',
      'unknown_chain',
      'inbox_not_found',
      ...chainStateProblems,
    ),
  },
})

/** `GET /v1/inboxes/{inboxId}/consents/{subject}?chain=` */
export const getConsent: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { inboxId, subject } = c.req.valid('param')
    const chain = chainOf(services, c.req.valid('query').chain)
    const [row] = await readConsent(chain, inboxId, subject)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    if (!row?.hasInbox) {
      const block = asOf.blockNumber
      throw new ApiError('inbox_not_found', { inboxId, chain: chain.caip2, block })
    }
    const { consent = 'none', sinceBlock = null, sinceTime = null } = row.consent ?? {}
    const since = { sinceBlock: numberOrNull(sinceBlock), sinceTime }
    return c.json({ inboxId, subject, consent, ...since, asOf }, 200)
  })
}
