import type { ApiClient } from '@pennypost/sdk'
import { waitOf } from './askAgain.ts'

type Api = Pick<ApiClient<`eip155:${number}`>, 'getChains' | 'chain'>

/**
 * Resolves once the API answers from that block or a later one. It is asked again for a minute, however it fails meanwhile: what
 * was mined stays mined.
 *
 * @throws The signal's reason; after a minute what the API last failed with, or an `Error` where it only lags.
 */
export async function untilIndexed(
  api: Api,
  blockNumber: bigint,
  signal?: AbortSignal | undefined,
): Promise<void> {
  const end = Date.now() + 60_000
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 1.5, 2_000)) {
    signal?.throwIfAborted()
    const { indexed, error } = await indexedBlock(api, signal)
    if (indexed !== undefined && indexed >= blockNumber) return
    if (Date.now() >= end) {
      throw error ?? new Error(`The API has not come to block ${blockNumber} in a minute.`)
    }
    await pause(Math.max(pauseMs, waitOf(error) ?? 0), signal)
  }
}

async function indexedBlock(
  api: Api,
  signal: AbortSignal | undefined,
): Promise<{ indexed?: bigint | undefined; error?: unknown }> {
  try {
    const { chains } = await api.getChains({}, { signal, retries: 0 })
    const block = chains.find(({ chain }) => chain === api.chain)?.indexedBlock
    return { indexed: block == null ? undefined : BigInt(block) }
  } catch (error) {
    signal?.throwIfAborted()
    return { error }
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
