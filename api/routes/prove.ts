import { createRoute } from '@hono/zod-openapi'
import { proofsRequest, proofsResponse } from '../../protocol/wire/proof.ts'
import type { Operation } from '../app.ts'
import { asOfExample, stampExample } from '../examples.ts'
import { blockProofExample } from '../proofs/examples.ts'
import { proveVerdict } from '../proofs/proveVerdict.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf } from '../services.ts'
import { verdictItemExample, verifyItemExample } from '../verify/examples.ts'

const { sender, relay, token, carriage, stake, expiresAt } = stampExample

const route = createRoute({
  operationId: 'prove',
  method: 'post',
  path: '/v1/proofs',
  tags: ['Verdicts'],
  summary: 'May this letter be carried, and what proves it?',
  description:
    'A verdict, and if it is eligible, Merkle proofs (`eth_getProof`) of every word of the chain’s state that it rests on, with the header of their block: to be checked against a block hash that you trust, without trusting this API. A refusal comes without proofs, as absence cannot be proven. Costs several requests to the node: ask `verify` for every letter, and this for those that matter.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: proofsRequest,
          example: { chain: 'eip155:31337', ...verifyItemExample },
        },
      },
    },
  },
  responses: {
    200: json('The verdict with its proofs', proofsResponse, {
      verdict: verdictItemExample,
      proof: {
        postage: { sender, relay, token, carriage, stake, expiresAt },
        blocks: [blockProofExample],
      },
      asOf: asOfExample,
    }),
    ...problemResponses(
      'invalid_json',
      'invalid_request',
      'unknown_chain',
      'proof_unavailable',
      'body_too_large',
      'unsupported_media_type',
      ...chainStateProblems,
    ),
  },
})

/** `POST /v1/proofs` */
export const prove: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const request = c.req.valid('json')
    const chain = chainOf(services, request.chain, 'body')
    return c.json(await proveVerdict(services, chain, request), 200)
  })
}
