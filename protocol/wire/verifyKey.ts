import { z } from 'zod'
import { asOf } from './asOf.ts'
import { boundedObject } from './bounded.ts'
import { keyPossession, keyStatus } from './inbox.ts'
import { bytes32, bytes32Input, chainInput, time } from './primitives.ts'

const maxPublicKeyBytes = 2_048

export const verifyKeyRequest = boundedObject({
  chain: chainInput,
  inboxId: bytes32Input.meta({ description: 'Whose key it is said to be.' }),
  keyId: bytes32Input.optional().meta({
    description: 'keccak256(abi.encode(kind, publicKey)). Or give `kind` and `publicKey`.',
  }),
  kind: z
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .meta({ examples: [1] }),
  publicKey: z
    .string()
    .regex(/^0x([0-9a-fA-F]{2})+$/, 'must be bytes: 0x and an even number of hexadecimal digits')
    .max(2 + 2 * maxPublicKeyBytes, `must have at most ${maxPublicKeyBytes} bytes`)
    .transform((value) => value.toLowerCase() as `0x${string}`)
    .optional(),
  stampId: bytes32Input.optional().meta({
    description:
      'Judge the key as of the block in which this stamp was posted: the evidence of when a letter was signed.',
  }),
  atBlock: z
    .string()
    .regex(/^(0|[1-9][0-9]{0,14})$/, 'must be the number of a block, decimal')
    .transform(Number)
    .optional()
    .meta({
      description: 'Judge the key as of the end of this block, decimal.',
      examples: ['1234'],
    }),
  atTime: z
    .int()
    .min(0)
    .max(2 ** 40 - 1)
    .optional()
    .meta({
      description: 'Judge the key at this second, Unix seconds. Never take it from who signed.',
      examples: [1_795_000_000],
    }),
})
  .superRefine(({ keyId, kind, publicKey, stampId, atBlock, atTime }, context) => {
    const isNamedById = keyId !== undefined && kind === undefined && publicKey === undefined
    const isGiven = keyId === undefined && kind !== undefined && publicKey !== undefined
    if (!isNamedById && !isGiven) {
      context.addIssue({
        code: 'custom',
        path: ['keyId'],
        message: 'must be given, or else both kind and publicKey',
      })
    }
    const moments = [stampId, atBlock, atTime].filter((moment) => moment !== undefined)
    if (moments.length > 1) context.addIssue('must have at most one of stampId, atBlock and atTime')
  })
  .meta({ id: 'VerifyKeyRequest' })

export const verifyKeyResponse = z
  .object({
    keyId: bytes32,
    statusNow: keyStatus.meta({
      description:
        '`none`: the inbox, or the key in it, is not known. `revoked` is for ever; an `expired` key may be added again.',
    }),
    statusAt: keyStatus.optional().meta({
      description:
        'At the moment asked about. What happened within its block counts for the whole block.',
    }),
    validFrom: time.nullable().meta({
      description:
        'Since when the key was good without a break: around the moment asked about, else the last time before it, else the first after. Null: never.',
    }),
    validUntil: time.optional().meta({
      description:
        'The second from which it was or will be good no more; absent while no end is set.',
    }),
    possession: keyPossession.meta({
      description:
        'What the proof was worth that the key was last added with, by the end of the moment asked about, else by now. `none`: there was none. `valid`: the key itself signed for this inbox. `vouched`: it cannot sign, and an active signing key of the inbox signed for it. `invalid`: neither. `unchecked`: of a free kind, which only its application can check.',
    }),
    asOf,
  })
  .meta({ id: 'VerifyKeyResponse' })

export type VerifyKeyRequest = z.output<typeof verifyKeyRequest>
