import { createRoute, z } from '@hono/zod-openapi'
import { mailingLeavesResponse } from '../../protocol/wire/mailing.ts'
import { bytes32Input } from '../../protocol/wire/primitives.ts'
import type { Operation } from '../app.ts'
import { leafExample } from '../mailings/examples.ts'
import { findMailing } from '../mailings/findMailing.ts'
import { takeLeaves } from '../mailings/takeLeaves.ts'
import { requireMediaType } from '../middleware/requireMediaType.ts'
import { readMailingLetter } from '../queries/mailing.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'

const mediaType = 'application/octet-stream'
const { mailingId, root, count } = leafExample

const route = createRoute({
  operationId: 'putMailingLeaves',
  method: 'put',
  path: '/v1/mailings/{mailingId}/leaves',
  tags: ['Mailings'],
  summary: 'Bring the letters of a mailing',
  description:
    'Anyone may, once the mailing is indexed: they are kept only if they hash to its root. 64 bytes each, inboxId ‖ letterHash, in the order of their indexes, exactly `count` × 64. What is here already is not read again. Bytes count against a daily quota of the client address.',
  middleware: requireMediaType(mediaType),
  request: {
    params: z.strictObject({ mailingId: bytes32Input }),
    query: z.strictObject({}),
    body: {
      required: true,
      content: {
        [mediaType]: {
          schema: z.string().openapi({ type: 'string', format: 'binary' }),
          example: 'inboxId ‖ letterHash, inboxId ‖ letterHash, …',
        },
      },
    },
  },
  responses: {
    200: json('The letters are here', mailingLeavesResponse, {
      ...{ mailingId, root, count },
      isNew: true,
    }),
    ...problemResponses(
      'invalid_request',
      'mailing_not_found',
      'upload_interrupted',
      'upload_in_progress',
      'leaves_too_large',
      'unsupported_media_type',
      'leaves_mismatch',
      'quota_exceeded',
      ...chainStateProblems,
    ),
  },
})

/** `PUT /v1/mailings/{mailingId}/leaves` */
export const putMailingLeaves: Operation = (app, services) => {
  const take = takeLeaves(services)
  app.openapi(route, async (c) => {
    const { mailingId } = c.req.valid('param')
    const { found } = await findMailing(services, mailingId, (chain) =>
      readMailingLetter(chain, mailingId, 0),
    )
    const isNew = await take({
      mailing: { mailingId, ...found },
      body: c.req.raw.body,
      length: c.req.header('content-length'),
      client: c.get('client').address,
    })
    return c.json({ mailingId, ...found, isNew }, 200)
  })
}
