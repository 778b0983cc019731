import type { Address, Hex } from 'viem'
import { z } from 'zod'
import type { Caip2 } from '../caip2.ts'
import { caip2Pattern } from '../caip2.ts'

// Requests take hexadecimal digits in any case and hand them on in lower case, which is how the index keeps them.

const addressPattern = /^0x[0-9a-fA-F]{40}$/
const bytes32Pattern = /^0x[0-9a-fA-F]{64}$/
const amountPattern = /^(0|[1-9][0-9]{0,77})$/

/** An address in a request. */
export const addressInput = z
  .string()
  .regex(addressPattern, 'must be an address: 0x and 40 hexadecimal digits')
  .transform((value) => value.toLowerCase() as Address)
  .meta({
    description: 'An address, in any case. `0x000…0` as a token is the native one, as a relay any.',
    examples: ['0x70997970C51812dc3A010C7d01b50e0d17dc79C8'],
  })

/** 32 bytes in a request: an inbox id, a stamp id, a letter hash, a key id. */
export const bytes32Input = z
  .string()
  .regex(bytes32Pattern, 'must be 32 bytes: 0x and 64 hexadecimal digits')
  .transform((value) => value.toLowerCase() as Hex)
  .meta({
    description: '32 bytes, in any case.',
    examples: ['0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a'],
  })

/** Who sends, in a request: a wallet (20 bytes) or an inbox id (32 bytes). */
export const senderInput = z
  .string()
  .regex(
    /^0x([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/,
    'must be a wallet (0x and 40 hexadecimal digits) or an inbox id (0x and 64)',
  )
  .transform((value) => value.toLowerCase() as Hex)
  // As a subject of consent the two would mean the same.
  .refine((sender) => !/^0x0{24}[0-9a-f]{40}$/.test(sender), {
    error: 'is an address written as 32 bytes, and no inbox id: send its 20 bytes',
  })
  .meta({
    description: 'A wallet, or an inbox id; in any case.',
    examples: ['0x70997970C51812dc3A010C7d01b50e0d17dc79C8'],
  })

/** A chain in a request. Whether it is served is not a matter of form: see `unknown_chain`. */
export const chainInput = z
  .string()
  .regex(caip2Pattern, 'must name an EVM chain after CAIP-2, such as eip155:31337')
  .transform((value) => value as Caip2)
  .meta({ description: 'A chain after CAIP-2.', examples: ['eip155:31337'] })

/** An amount in a request. */
export const amountInput = z
  .string()
  .regex(amountPattern, 'must be a decimal string of the smallest unit, without leading zeros')
  .transform((value) => BigInt(value))
  .meta({
    description: "In the token's smallest unit, decimal.",
    examples: ['1000000'],
  })

/** An address in an answer, checksummed. */
export const address = z
  .string()
  .regex(addressPattern)
  .meta({
    description: 'An address, checksummed (EIP-55).',
    examples: ['0x70997970C51812dc3A010C7d01b50e0d17dc79C8'],
  })

/** 32 bytes in an answer. */
export const bytes32 = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .meta({
    description: '32 bytes, in lower case.',
    examples: ['0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a'],
  })

/** Bytes of any number in an answer. */
export const bytes = z
  .string()
  .regex(/^0x([0-9a-f]{2})*$/)
  .meta({ description: 'Bytes, in lower case.', examples: ['0x00'] })

/** An amount in an answer. */
export const amount = z
  .string()
  .regex(amountPattern)
  .meta({ description: "In the token's smallest unit, decimal.", examples: ['1000000'] })

/** A block's number in an answer. */
export const blockNumber = z
  .string()
  .regex(amountPattern)
  .meta({ description: 'Number of a block, decimal.', examples: ['1234'] })

/** A time in an answer. */
export const time = z.int().meta({ description: 'Unix seconds.', examples: [1_795_000_000] })

/** A duration in an answer. */
export const duration = z.int().meta({ description: 'Seconds.', examples: [86_400] })

/** A chain in an answer. */
export const chain = z
  .string()
  .regex(caip2Pattern)
  .meta({ description: 'A chain after CAIP-2.', examples: ['eip155:31337'] })
