import type { ApiSchemas } from './ApiClient.ts'

/** What a verdict was asked with, as far as it bears on what may be eligible. */
export type Asked = { readonly policy?: { readonly unknownInbox?: string | undefined } | undefined }

type Verdict = ApiSchemas['VerdictItem']

/** The reasons with which this version carries a letter. */
const carried: ReadonlySet<string> = new Set([
  ...(['paid', 'consented', 'no_postage_required'] as const satisfies Verdict['reason'][]),
])

/**
 * A verdict in which `eligible` is true only where the API says so for a reason that is known to carry; `unknown_inbox` is one if that
 * was asked for.
 *
 * @returns Undefined: it is no verdict.
 */
export function safeVerdict(value: unknown, { policy }: Asked): Verdict | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const verdict = value as Verdict
  const { eligible, reason } = verdict
  if (typeof eligible !== 'boolean' || typeof reason !== 'string') return undefined
  const mayCarry =
    carried.has(reason) || (reason === 'unknown_inbox' && policy?.unknownInbox === 'carry')
  return eligible && !mayCarry ? { ...verdict, eligible: false } : verdict
}

/** Whether a value says as of which block of a chain an answer is true. */
export function isAsOf(value: unknown, chain: unknown): value is ApiSchemas['AsOf'] {
  if (typeof value !== 'object' || value === null) return false
  const { blockHash, blockNumber, blockTimestamp, ...rest } = value as Partial<ApiSchemas['AsOf']>
  return (
    rest.chain === chain &&
    /^\d+$/.test(blockNumber ?? '') &&
    /^0x[0-9a-f]{64}$/.test(blockHash ?? '') &&
    Number.isSafeInteger(blockTimestamp)
  )
}
