import { createRoute, z } from '@hono/zod-openapi'
import type { Address } from 'viem'
import {
  addressInput,
  bytes32Input,
  chainInput,
  senderInput,
} from '../../protocol/wire/primitives.ts'
import { quoteResponse } from '../../protocol/wire/quote.ts'
import { toQuoteOption } from '../answers/quote.ts'
import { judgeQuote } from '../answers/quoteReason.ts'
import type { Operation } from '../app.ts'
import { quoteExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import { readQuote } from '../queries/quote.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import { chainOf, secondsNow } from '../services.ts'

const query = z.strictObject({
  chain: chainInput,
  inboxId: bytes32Input.meta({ description: 'The recipient.' }),
  sender: senderInput.optional().meta({
    description: 'Who would send: a wallet or an inbox id. Without it no consent is looked up.',
  }),
  relay: addressInput.optional().meta({
    description:
      'Who would carry; `0x000…0`: any relay, for no carriage. Without it no carriage is quoted.',
  }),
  letterHash: bytes32Input.optional().meta({
    description:
      'keccak256 of the sealed letter. With it, `relay` and a wallet as `sender`, the options come with their transactions.',
  }),
})

const route = createRoute({
  operationId: 'getQuote',
  method: 'get',
  path: '/v1/quotes',
  tags: ['Verdicts'],
  summary: 'Ask what a letter costs now',
  description:
    'Nothing if the inbox allows the sender or takes letters free of postage; else stake and carriage in each token that inbox and relay share, with the expiry to post with and the transaction to sign. `deliverable` is false where no postage helps.',
  request: { query },
  responses: {
    200: json('The quote', quoteResponse, quoteExample),
    ...problemResponses(
      'invalid_request',
      'unknown_chain',
      'inbox_not_found',
      ...chainStateProblems,
    ),
  },
})

type Query = z.output<typeof query>

/** `GET /v1/quotes` */
export const getQuote: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const asked = c.req.valid('query')
    const { inboxId, sender, relay } = asked
    const chain = chainOf(services, asked.chain)
    const [row] = await readQuote(chain, inboxId, sender ?? null, relay ?? null)
    const asOf = await chain.freshness.check(row?.asOf ?? null)
    if (!row?.door) {
      const block = asOf.blockNumber
      throw new ApiError('inbox_not_found', { inboxId, chain: chain.caip2, block })
    }

    const { reason, detail, payable } = judgeQuote(row, asked)
    const postageRequired = reason === 'postage_required'
    const deliverable =
      postageRequired || reason === 'consented' || reason === 'no_postage_required'
    const now = secondsNow(services, asOf)
    const { address: postOffice } = chain.deployment.contracts.PostOffice
    const due = postageRequired ? payable : []
    await services.tokens?.load(
      chain.id,
      due.map(({ token }) => token),
    )
    const options = due.map((terms) => {
      const info = services.tokens?.get(chain.id, terms.token)
      return toQuoteOption(terms, toPosting(asked), now, postOffice, info)
    })
    return c.json({ deliverable, postageRequired, reason, detail, options, asOf }, 200)
  })
}

function toPosting({ inboxId, letterHash, relay, sender }: Query) {
  if (letterHash === undefined || relay === undefined || sender?.length !== 42) return undefined
  return { inboxId, letterHash, relay, sender: sender as Address }
}
