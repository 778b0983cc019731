import { createRoute, z } from '@hono/zod-openapi'
import type { Hex } from 'viem'
import { bytes32Input } from '../../protocol/wire/primitives.ts'
import { stampProofResponse } from '../../protocol/wire/proof.ts'
import { findAnywhere } from '../answers/findAnywhere.ts'
import type { Operation } from '../app.ts'
import { asOfExample, stampExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import { blockProofExample } from '../proofs/examples.ts'
import { proveStamp } from '../proofs/proveStamp.ts'
import { readStamp } from '../queries/stamp.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'

const route = createRoute({
  operationId: 'getStampProof',
  method: 'get',
  path: '/v1/stamps/{stampId}/proof',
  tags: ['Stamps'],
  summary: 'Read what proves the state of a stamp',
  description:
    'The Merkle proof (`eth_getProof`) of the one word that the chain keeps of a stamp, with the header of its block: to be checked against a block hash that you trust. Its fields are not in there: the stamp id is their hash.',
  request: { params: z.strictObject({ stampId: bytes32Input }), query: z.strictObject({}) },
  responses: {
    200: json('The proof', stampProofResponse, {
      stampId: stampExample.stampId,
      block: blockProofExample,
      asOf: asOfExample,
    }),
    ...problemResponses(
      'invalid_request',
      'stamp_not_found',
      'proof_unavailable',
      ...chainStateProblems,
    ),
  },
})

/** `GET /v1/stamps/{stampId}/proof` */
export const getStampProof: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { stampId } = c.req.valid('param')
    const chains = [...services.chains.keys()]
    const absent = new ApiError('stamp_not_found', { stampId, chains })
    const { chain, asOf } = await findAnywhere(
      services,
      absent,
      (place) => readStamp(place, stampId),
      ({ stamp }) => stamp !== null,
    )
    const block = await proveStamp(chain, stampId, asOf.blockHash as Hex)
    return c.json({ stampId, block, asOf }, 200)
  })
}
