import { z } from 'zod'
import { problemCodes } from '../problems.ts'
import { address, blockNumber, bytes32, chain } from './primitives.ts'

const height = blockNumber.nullable()

const health = {
  isFit: z.boolean().meta({ description: 'Whether the chain can be answered now.' }),
  code: z
    .enum(problemCodes)
    .nullable()
    .meta({ description: 'The problem that every question about the chain meets; null: none.' }),
  detail: z.string().nullable().meta({ description: 'That problem in words.' }),
  lagBlocks: z
    .int()
    .nullable()
    .meta({ description: "Blocks from the newest indexed one to the node's newest." }),
}

/** A chain's state for whoever watches the service. */
export const chainHealth = z.object({ chain, ...health }).meta({ id: 'ChainHealth' })

const contract = z.object({
  address,
  block: blockNumber.meta({ description: 'Number of the block that created it, decimal.' }),
  transaction: bytes32,
})

export const chainInfo = z
  .object({
    chain,
    network: z.string().meta({ examples: ['base'] }),
    contracts: z.object({
      InboxRegistry: contract,
      RelayRegistry: contract,
      PostOffice: contract,
    }),
    indexedBlock: height,
    headBlock: height,
    safeBlock: height,
    finalizedBlock: height,
    ...health,
  })
  .meta({ id: 'Chain' })

export const chainsResponse = z
  .object({ chains: z.array(chainInfo) })
  .meta({ id: 'ChainsResponse' })

export const readinessResponse = z
  .object({ chains: z.array(chainHealth) })
  .meta({ id: 'Readiness' })

export type ChainHealth = z.infer<typeof chainHealth>
export type ChainInfo = z.infer<typeof chainInfo>
