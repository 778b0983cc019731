import type { FeedEntry } from '@pennypost/sdk'
import { getInboxOf } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import type { Viewer } from './told.ts'

export type ScopeOptions = {
  inbox?: Hex | undefined
  relay?: Address | undefined
  stamp?: readonly Hex[] | undefined
  everything?: boolean | undefined
  type?: readonly string[] | undefined
}

/** What is watched. */
export type WatchScope = {
  /** As the object of a sentence. */
  text: string
  /** What the API leaves out already. */
  filter: { inboxId?: Hex; relay?: Address; type?: readonly string[] }
  /** Whether an entry that comes is to be told. */
  has(entry: FeedEntry): boolean
  viewer: Viewer
}

/** @throws {CliError} Nothing is named, and there is no account whose own it could be. */
export async function watchScope(context: Context, options: ScopeOptions): Promise<WatchScope> {
  const { inbox, relay, stamp: stampIds = [], everything = false, type } = options
  const isNamed = inbox !== undefined || relay !== undefined || stampIds.length > 0
  if (everything && isNamed)
    throw new CliError('--everything is all there is: leave --inbox, --relay and --stamp out.')
  const viewer = await viewerOf(context, everything || isNamed)
  const names = [
    ...(inbox ? [`inbox ${inbox}`] : []),
    ...(relay ? [`relay ${relay}`] : []),
    ...(stampIds.length > 0 ? [stampIds.map((id) => `stamp ${id}`).join(', ')] : []),
  ]
  const text = everything ? 'everything' : isNamed ? names.join(' and ') : ownText(viewer)
  const types = type ?? (stampIds.length > 0 ? ['stamp.*'] : undefined)
  return {
    ...{ text, viewer },
    filter: {
      ...(inbox && { inboxId: inbox }),
      ...(relay && { relay }),
      ...(types && { type: types }),
    },
    has: (entry) => {
      if (stampIds.length > 0) return stampIds.some((id) => id === entry.stampId)
      return everything || isNamed || isOf(entry, viewer)
    },
  }
}

/** Who watches. Where something else is named nobody needs to be. */
async function viewerOf(context: Context, isNamed: boolean): Promise<Viewer> {
  const account = isNamed && !hasAccount(context) ? undefined : await context.address()
  if (!account) return { account, inboxId: undefined }
  const { client, contracts } = await context.chain()
  return { account, inboxId: await getInboxOf(client, { wallet: account, contracts }) }
}

function hasAccount({ env, globals }: Context): boolean {
  const { keystore, dev } = globals
  return [keystore, dev, env.keystore, env.privateKey].some((one) => one !== undefined)
}

function ownText({ account, inboxId }: Viewer): string {
  return inboxId ? `account ${account} and its inbox ${inboxId}` : `account ${account}`
}

/** Whether an entry is of an inbox, or names an account in what happened or in what it is about. */
function isOf({ inboxId, data, state }: FeedEntry, viewer: Viewer): boolean {
  if (viewer.inboxId !== undefined && inboxId === viewer.inboxId) return true
  const account = viewer.account?.toLowerCase()
  const objects = [data, ...state.map(({ row }) => row ?? {})]
  return objects.some((object) =>
    Object.values(object).some((value) => String(value).toLowerCase() === account),
  )
}
