import type { FeedBreak, FeedEntry, FeedStatus } from '@pennypost/sdk'
import { CursorExpiredError, watchEvents } from '@pennypost/sdk'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { explain } from '../errors/explain.ts'
import { exitCodes } from '../exitCodes.ts'
import type { WatchScope } from './watchScope.ts'

export type WatchFeedParameters = {
  scope: WatchScope
  from: string | undefined
  signal: AbortSignal
  /** Told when it is first connected. */
  onBegin: () => void
}

/**
 * Entries of the feed within a scope, in order, for as long as the signal lets it; how the connection is doing is said on stderr.
 *
 * @throws {CliError} The feed does not reach back to `from`.
 */
export async function* watchFeed(
  context: Context,
  { scope, from, signal, onBegin }: WatchFeedParameters,
): AsyncGenerator<FeedEntry, void, undefined> {
  const api = await context.api()
  // Whoever mistyped the url is told so, and not that it will be tried again for ever.
  await api.getChains({}, { retries: 0, signal })
  const told = connectionTold(context, onBegin)
  try {
    for await (const entry of watchEvents(api, { ...scope.filter, from, signal, ...told })) {
      if (scope.has(entry)) yield entry
    }
  } catch (error) {
    if (!(error instanceof CursorExpiredError)) throw error
    throw new CliError(
      `The feed does not reach back to ${error.from ?? 'there'}: what happened since then cannot be told. Watch without --from, from now on.`,
      { exitCode: exitCodes.untrusted, cause: error },
    )
  }
}

function connectionTold({ output }: Context, onBegin: () => void) {
  let hasBegun = false
  let isBroken = false
  return {
    onAlive(): void {
      if (!hasBegun) onBegin()
      else if (isBroken) output.note('The API is there again; nothing was missed.')
      hasBegun = true
      isBroken = false
    },
    onBreak({ error, retryInMs }: FeedBreak): void {
      const why = error === undefined ? 'The API ended it.' : explain(error).message
      const what = hasBegun ? 'The connection is gone.' : 'There is no connection yet.'
      const again = `tried again in ${secondsText(retryInMs)}.`
      output.note(isBroken ? `Still none; ${again}` : `${what} ${why} It is ${again}`)
      isBroken = true
    },
    onStatus({ fit, because, code }: FeedStatus): void {
      output.note(
        fit
          ? 'The API can tell of the chain again; nothing was missed.'
          : `The API cannot tell of the chain now, and nothing comes until it can: ${because ?? code ?? 'it does not say why'}`,
      )
    },
  }
}

function secondsText(milliseconds: number): string {
  return `${Math.max(1, Math.round(milliseconds / 1_000))} s`
}
