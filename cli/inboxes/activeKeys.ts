import type { ApiSchemas } from '@pennypost/sdk'
import { iterate } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'

/** A key of an inbox, as the API lists it. */
export type ListedKey = ApiSchemas['ListedKey']

/** The keys of an inbox that the API knows, revoked ones too. */
export async function listedKeys(context: Context, inboxId: Hex): Promise<readonly ListedKey[]> {
  const api = await context.api()
  const keys: ListedKey[] = []
  for await (const key of iterate(api.listInboxKeys, { inboxId })) keys.push(key)
  return keys
}

/** Those that are active now. */
export async function activeKeys(context: Context, inboxId: Hex): Promise<readonly ListedKey[]> {
  return (await listedKeys(context, inboxId)).filter(({ status }) => status === 'active')
}
