import { createTokenNames } from '../answers/tokenNames.ts'
import type { Context } from '../context.ts'
import { isOfType } from './parseFeedTypes.ts'
import { sentenceOf } from './sentenceOf.ts'
import { watchFeed } from './watchFeed.ts'
import type { WatchScope } from './watchScope.ts'

export type TellFeedParameters = {
  scope: WatchScope
  /** Id of an entry; undefined: from now on. */
  from?: string | undefined
  /** Whether it ends after the first. */
  once?: boolean | undefined
  /** Types after which it ends. */
  until?: readonly string[] | undefined
  signal: AbortSignal
}

/**
 * Prints what happens, a line each.
 *
 * @returns Whether that came which it was to end after, and the id of the last entry told.
 */
export async function tellFeed(
  context: Context,
  { scope, from, once = false, until = [], signal }: TellFeedParameters,
): Promise<{ isDone: boolean; last: string | undefined }> {
  const { output } = context
  const names = createTokenNames(context)
  const { name } = await context.chain()
  const onBegin = () => output.note(`Watching ${scope.text} on ${name}. Ctrl-C ends it.`)
  let last = from
  for await (const entry of watchFeed(context, { scope, from, signal, onBegin })) {
    const sentence = output.isJson ? '' : await sentenceOf(entry, scope.viewer, names)
    const when = new Date(entry.block.timestamp * 1_000).toISOString().slice(0, 19)
    output.line(entry, () => `${output.style.dim(when.replace('T', ' '))}  ${sentence}`)
    last = entry.id
    if (once || until.some((type) => isOfType(entry.type, type))) return { isDone: true, last }
  }
  return { isDone: false, last }
}
