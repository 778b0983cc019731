import type { ApiClient, PennypostClient } from '@pennypost/sdk'
import { createVerifier } from '@pennypost/sdk'
import type { VerdictSource } from '@pennypost/sdk/guard'
import { createReplica, firstOf, provenVerdicts } from '@pennypost/sdk/guard'
import type { Logger } from 'pino'
import type { Env } from './env.ts'

export type SourceParameters = {
  env: Env
  api: ApiClient<`eip155:${number}`>
  /** On the relay's own node. */
  client: PennypostClient
  log: Logger
  /** Ends the replica. */
  signal: AbortSignal
}

/**
 * Who judges letters: a copy of the chain in this process, so that they go on being judged while the API is briefly away; or the API, each
 * verdict held against the relay's own node. The copy is the API's, and so no help where the API is not trusted.
 */
export function sourceOf({ env, api, client, log, signal }: SourceParameters): VerdictSource {
  if (env.proveVerdicts) return provenVerdicts({ api, client })
  const onError = (err: unknown) => log.warn({ err }, 'the replica met a fault')
  return firstOf(createReplica({ api, client, signal, onError }), createVerifier(api))
}
