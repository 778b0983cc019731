import { createRoute, z } from '@hono/zod-openapi'
import { getAddress } from 'viem'
import type { DeployedContract } from '../../index.ts'
import type { ChainInfo } from '../../protocol/wire/chains.ts'
import { chainsResponse } from '../../protocol/wire/chains.ts'
import { numberOrNull } from '../answers/blockNumber.ts'
import { toChainHealth } from '../answers/chainHealth.ts'
import type { Operation } from '../app.ts'
import { chainExample } from '../examples.ts'
import { json, problemResponses } from '../responses.ts'
import type { Chain } from '../services.ts'

const route = createRoute({
  operationId: 'getChains',
  method: 'get',
  path: '/v1/chains',
  tags: ['Chains'],
  summary: 'List the chains served here',
  description:
    'Contracts, indexed block, node head, safe and finalized block, lag and health of each chain. Answers also while chains are unfit, and says which and why.',
  request: { query: z.strictObject({}) },
  responses: {
    200: json('The chains', chainsResponse, { chains: [chainExample] }),
    ...problemResponses('invalid_request'),
  },
})

/** `GET /v1/chains` */
export const getChains: Operation = (app, services) => {
  app.openapi(route, (c) => {
    const chains = [...services.chains.values()].map(toChainInfo)
    return c.json({ chains }, 200)
  })
}

function toChainInfo(chain: Chain): ChainInfo {
  const { indexed, head, safe, finalized } = chain.freshness.status()
  const { network, contracts } = chain.deployment
  return {
    network,
    contracts: {
      InboxRegistry: toContract(contracts.InboxRegistry),
      RelayRegistry: toContract(contracts.RelayRegistry),
      PostOffice: toContract(contracts.PostOffice),
    },
    indexedBlock: numberOrNull(indexed?.number),
    headBlock: numberOrNull(head),
    safeBlock: numberOrNull(safe),
    finalizedBlock: numberOrNull(finalized),
    ...toChainHealth(chain),
  }
}

function toContract({ address, block, transaction }: DeployedContract) {
  return { address: getAddress(address), block: String(block), transaction }
}
