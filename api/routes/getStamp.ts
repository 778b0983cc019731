import { createRoute, z } from '@hono/zod-openapi'
import type { Hex } from 'viem'
import { getAddress } from 'viem'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import { bytes32Input } from '../../protocol/wire/primitives.ts'
import type { Stamp, StampStep, VoidedStamp } from '../../protocol/wire/stamp.ts'
import { stampResponse } from '../../protocol/wire/stamp.ts'
import { canExpire } from '../answers/canExpire.ts'
import { toStamp } from '../answers/stamp.ts'
import type { Operation } from '../app.ts'
import { asOfExample, stampExample, stepExample } from '../examples.ts'
import { ApiError } from '../problem.ts'
import type { StampRow, StepRow, VoidedRow } from '../queries/stamp.ts'
import { readStamp } from '../queries/stamp.ts'
import { chainStateProblems, json, problemResponses } from '../responses.ts'
import type { Chain, Services } from '../services.ts'
import { secondsNow } from '../services.ts'

const route = createRoute({
  operationId: 'getStamp',
  method: 'get',
  path: '/v1/stamps/{stampId}',
  tags: ['Stamps'],
  summary: 'Read a stamp and its life so far',
  description:
    'No chain is needed: a stamp id has its chain inside, so at most one chain has it. One that was called off before it was posted has the status `voided` and no other fields than its sender. Not found means not on any chain served here; if one of them cannot be asked, that is the answer instead.',
  request: { params: z.strictObject({ stampId: bytes32Input }), query: z.strictObject({}) },
  responses: {
    200: json('The stamp', stampResponse, {
      stamp: stampExample,
      canExpire: false,
      steps: [stepExample],
      asOf: asOfExample,
    }),
    ...problemResponses('invalid_request', 'stamp_not_found', ...chainStateProblems),
  },
})

type Found = { stamp: StampRow | VoidedRow; steps: StepRow[]; asOf: AsOf }

/** `GET /v1/stamps/{stampId}` */
export const getStamp: Operation = (app, services) => {
  app.openapi(route, async (c) => {
    const { stamp, steps, asOf } = await find(services, c.req.valid('param').stampId)
    const isExpirable = stamp.status !== 'voided' && canExpire(stamp, secondsNow(services, asOf))
    return c.json(
      { stamp: toAnyStamp(stamp), canExpire: isExpirable, steps: steps.map(toStep), asOf },
      200,
    )
  })
}

/** Asks all chains at once and waits for the one that has it. A chain in trouble matters only if no other has. */
async function find(services: Services, stampId: Hex): Promise<Found> {
  const chains = [...services.chains.values()]
  const absent = new ApiError('stamp_not_found', {
    stampId,
    chains: chains.map(({ caip2 }) => caip2),
  })
  try {
    return await Promise.any(chains.map((chain) => look(chain, stampId, absent)))
  } catch (error) {
    const { errors } = error as AggregateError
    throw errors.find((other) => other !== absent) ?? absent
  }
}

async function look(chain: Chain, stampId: Hex, absent: ApiError): Promise<Found> {
  const [row] = await readStamp(chain, stampId)
  const asOf = await chain.freshness.check(row?.asOf ?? null)
  if (!row?.stamp) throw absent
  return { stamp: row.stamp, steps: row.steps, asOf }
}

function toAnyStamp(row: StampRow | VoidedRow): Stamp | VoidedStamp {
  return row.status === 'voided' ? { ...row, sender: getAddress(row.sender) } : toStamp(row)
}

function toStep(row: StepRow): StampStep {
  return {
    ...row,
    blockNumber: String(row.blockNumber),
    stakeTo: row.stakeTo && getAddress(row.stakeTo),
    carriageTo: row.carriageTo && getAddress(row.carriageTo),
  }
}
