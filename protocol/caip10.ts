/** An account on some chain, after CAIP-10: `<namespace>:<reference>:<address>`. */
export type AccountId = {
  /** Kind of chain, such as `solana`. */
  namespace: string
  /** The chain, as its namespace names it. */
  reference: string
  /** The account, as its namespace writes it; case matters. */
  address: string
}

const caip10Pattern = /^([-a-z0-9]{3,8}):([-_a-zA-Z0-9]{1,32}):([-.%a-zA-Z0-9]{1,128})$/

/**
 * Reads a CAIP-10 account id, of at most 170 characters.
 *
 * Source: CAIP-10 and CAIP-2. What a namespace asks beyond that is not looked at.
 *
 * @param text - Whatever a stranger wrote.
 * @returns undefined if it is none.
 *
 * @example
 * parseAccountId('solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv')?.namespace
 * // 'solana'
 */
export function parseAccountId(text: string): AccountId | undefined {
  const [, namespace, reference, address] = caip10Pattern.exec(text) ?? []
  if (namespace === undefined || reference === undefined || address === undefined) return undefined
  return { namespace, reference, address }
}
