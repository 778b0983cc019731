import { z } from 'zod'

/** How one chain is reached and read. Its contracts are in `deployments/<id>.json`. */
export type ChainSettings = {
  /** Urls of its node, asked in turn. May hold secrets: never logged. */
  rpcUrls: readonly string[]
  /** Seconds from block to block, may be a fraction. */
  blockTimeSeconds?: number | undefined
  /** How many confirmations make a block safe, and final; undefined: what the node tags. */
  safeConfirmations?: number | undefined
  finalizedConfirmations?: number | undefined
  /** Of the native token: ETH unless told. */
  nativeSymbol?: string | undefined
}

const confirmations = z
  .number('must be a number of blocks')
  .int('must be a whole number of blocks')
  .min(1, 'must be 1 at least')
  .max(1_000_000, 'must be 1000000 at most')

/** What each setting has to be; the messages follow a name, and repeat no value. */
export const chainFields = {
  rpcUrls: z
    .array(z.url({ protocol: /^https?$/, error: 'must be http urls' }), 'must be a list of urls')
    .min(1, 'must name a url'),
  blockTimeSeconds: z.number('must be a number of seconds').positive('must be above 0'),
  safeConfirmations: confirmations,
  finalizedConfirmations: confirmations,
  nativeSymbol: z
    .string('must be a word')
    .regex(/^[\x21-\x7e]{1,16}$/, 'must be 1 to 16 characters of ASCII without spaces'),
}

/** Whether something would be final before it is safe. */
export function isFinalBeforeSafe(
  settings: Pick<ChainSettings, 'safeConfirmations' | 'finalizedConfirmations'>,
): boolean {
  const { safeConfirmations = 0, finalizedConfirmations = Number.POSITIVE_INFINITY } = settings
  return finalizedConfirmations < safeConfirmations
}
