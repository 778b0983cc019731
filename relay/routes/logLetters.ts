import type { EligibleLetter } from '@pennypost/sdk/guard'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Logger } from 'pino'
import type { Variables } from '../createApp.ts'

/** Notes in the log each letter that is taken in, and at the level `debug` why another was not. Never what is in it, nor who wrote it. */
export function logLetters(log: Logger) {
  return createMiddleware<{ Variables: Variables }>(async (context, next) => {
    await next()
    // Unset where the guard has answered.
    const letter: EligibleLetter | undefined = context.get('letter')
    if (context.res.ok && letter) log.info(factsOf(letter), 'letter taken in')
    if (!context.res.ok && log.isLevelEnabled('debug'))
      log.debug(await refusalOf(context), 'letter refused')
  })
}

function factsOf({ inboxId, letterHash, receipt, bytes }: EligibleLetter): object {
  const { admission, reason } = receipt
  return { inboxId, letterHash, postageId: admission.postageId, reason, bytes: bytes.length }
}

/** The reason is that of the verdict, or the code of a problem: what a sender is told. */
async function refusalOf({ req, res }: Context): Promise<object> {
  const told = (await res.clone().json()) as { error?: string; code?: string }
  const inboxId = req.header('pennypost-inbox')
  const isId = /^0x[0-9a-f]{64}$/i.test(inboxId ?? '')
  return { status: res.status, reason: told.error ?? told.code, ...(isId && { inboxId }) }
}
