import { createRoute, z } from '@hono/zod-openapi'
import { mailingLeafResponse } from '../../protocol/wire/mailing.ts'
import { bytes32Input } from '../../protocol/wire/primitives.ts'
import type { Operation } from '../app.ts'
import { asOfExample } from '../examples.ts'
import { leafExample } from '../mailings/examples.ts'
import { findMailing } from '../mailings/findMailing.ts'
import { leafProof } from '../mailings/leafProof.ts'
import { ApiError } from '../problem.ts'
import { readLeavesUpload } from '../queries/leaves.ts'
import { readMailingLetter } from '../queries/mailing.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'

const indexInput = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,9})$/, 'must be a whole number without leading zeros')
  .transform(Number)
  .refine((index) => index < 2 ** 32, 'must be below 4,294,967,296')
  .meta({ description: 'Place of the letter in the mailing, from 0.', examples: ['3'] })

const route = createRoute({
  operationId: 'getMailingLeaf',
  method: 'get',
  path: '/v1/mailings/{mailingId}/leaves/{index}',
  tags: ['Mailings'],
  summary: 'Read a letter of a mailing with its proof',
  description:
    'What `PostOffice.collectMail` and `POST /v1/verify` take of one letter. Only where somebody has brought the letters.',
  request: {
    params: z.strictObject({ mailingId: bytes32Input, index: indexInput }),
    query: z.strictObject({}),
  },
  responses: {
    200: json('The letter', mailingLeafResponse, {
      ...leafExample,
      isCollected: false,
      asOf: asOfExample,
    }),
    ...problemResponses(
      'invalid_request',
      'mailing_not_found',
      'leaves_not_found',
      'leaf_not_found',
      ...chainStateProblems,
    ),
  },
})

/** `GET /v1/mailings/{mailingId}/leaves/{index}` */
export const getMailingLeaf: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { mailingId, index } = c.req.valid('param')
    const [{ found, isCollected, asOf }, uploadId] = await Promise.all([
      findMailing(services, mailingId, (chain) => readMailingLetter(chain, mailingId, index)),
      readLeavesUpload(services.store, mailingId),
    ])
    const { root, count } = found
    if (index >= count) throw new ApiError('leaf_not_found', { mailingId, index, count })
    if (uploadId === undefined) throw new ApiError('leaves_not_found', { mailingId })
    const leaf = await leafProof(services.store, uploadId, { index, count })
    if (!leaf) throw new ApiError('leaves_not_found', { mailingId })
    return c.json({ mailingId, root, count, index, ...leaf, isCollected, asOf }, 200)
  })
}
