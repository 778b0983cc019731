import { randomBytes } from 'node:crypto'
import { insertApiKey } from '../queries/apiKey.ts'
import type { Store } from '../store.ts'
import { createKeySecret, hashKeySecret, shownDigits } from './keySecret.ts'

/**
 * Makes a key and writes it down.
 *
 * @param parameters.pointsPerMinute - Null: what the API is set up to give every key.
 * @param parameters.now - Unix seconds.
 * @returns Its id, and its secret, which is nowhere else and cannot be read again.
 * @throws {ApiError} `database_unavailable`.
 */
export async function issueKey(
  store: Pick<Store, 'query'>,
  parameters: { name: string; pointsPerMinute: number | null; now: number },
): Promise<{ id: string; secret: string }> {
  const id = `key_${randomBytes(8).toString('hex')}`
  const secret = createKeySecret()
  const hash = hashKeySecret(secret)
  const prefix = secret.slice(0, shownDigits)
  await insertApiKey(store.query, { id, hash, prefix, ...parameters })
  return { id, secret }
}
