import { z } from 'zod'
import { problemCodes } from '../problems.ts'
import { chainHealth } from './chains.ts'

/** Where in a request something is wrong. */
export const requestError = z
  .object({
    in: z
      .enum(['body', 'query', 'path', 'header'])
      .meta({ description: 'The part of the request that `pointer` points into.' }),
    pointer: z.string().meta({
      description: 'JSON pointer (RFC 6901) of the field; empty for the whole part.',
      examples: ['/letterHash'],
    }),
    detail: z.string().meta({ examples: ['must be 32 bytes: 0x and 64 hexadecimal digits'] }),
  })
  .meta({ id: 'RequestError' })

/** A problem after RFC 9457. */
export const problem = z
  .object({
    type: z.string().meta({
      description: 'Reference to the page that explains the code, relative to this API.',
      examples: ['/docs/problems#unknown_chain'],
    }),
    title: z.string().meta({ examples: ['This API does not serve that chain'] }),
    status: z.int().meta({ examples: [400] }),
    detail: z.string().meta({
      description: 'What was wrong and what to do.',
      examples: ['No Pennypost here on eip155:5. Known: eip155:31337.'],
    }),
    instance: z.string().meta({ description: 'The path asked for.', examples: ['/v1/verify'] }),
    code: z.enum(problemCodes),
    requestId: z.string().meta({
      description: 'Also in the header `x-request-id`; finds the request in the log.',
      examples: ['1f6a1c0e-6a0b-4a55-9a3b-0a1d4e8f2c11'],
    }),
    errors: z.array(requestError).optional(),
    chains: z.array(chainHealth).optional().meta({ description: 'With `not_ready` only.' }),
    snapshot: z
      .string()
      .optional()
      .meta({
        description: 'With `cursor_expired` only: where to begin anew.',
        examples: ['/v1/snapshot?chain=eip155:31337'],
      }),
  })
  .meta({ id: 'Problem', description: 'A problem after RFC 9457.' })

export type RequestError = z.infer<typeof requestError>
export type ProblemBody = z.infer<typeof problem>
