import { setTimeout as sleep } from 'node:timers/promises'
import { PostageRefusedError } from '@pennypost/sdk'
import { getAddress } from 'viem'
import { readToken } from '../chain/readToken.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import { moneyText } from '../print/moneyText.ts'

/** Milliseconds that a relay may be behind the API. */
const patience = 15_000

const pause = 1_000

/**
 * Sends a letter that is free, as the API says, again while its relay still asks for postage: it may have seen less of the chain yet, such as a
 * consent that was just given.
 *
 * @throws {CliError} It goes on asking, or asks for another reason. Nothing was paid.
 * @throws {PostageRefusedError} It refuses, and no postage would help.
 */
export async function untilFree<answer>(
  context: Context,
  send: () => Promise<answer>,
  onWait: (reason: 'free') => void,
): Promise<answer> {
  const until = Date.now() + patience
  for (;;) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof PostageRefusedError)) throw error
      const { reason, required } = error
      const mayPass = reason === 'postage_required'
      if (!mayPass && required.accepts.length === 0) throw error
      if (!mayPass || Date.now() > until) throw await notFree(context, error)
    }
    onWait('free')
    await sleep(pause)
  }
}

async function notFree(context: Context, cause: PostageRefusedError): Promise<CliError> {
  const asked = (await askedText(context, cause)) ?? 'postage'
  return new CliError(
    `The letter was shown as free, and the relay asks for ${asked}. Nothing was paid. If what makes it free is new, send the letter again later.`,
    { exitCode: exitCodes.refused, cause },
  )
}

/** The first sum that a relay asks for; undefined: it is none, as a relay may write anything, or its token cannot be looked at. */
async function askedText(
  context: Context,
  { required }: PostageRefusedError,
): Promise<string | undefined> {
  const { asset, amount } = (required.accepts[0] ?? {}) as { asset?: unknown; amount?: unknown }
  if (!/^\d{1,78}$/.test(String(amount))) return undefined
  try {
    const token = await readToken(await context.chain(), getAddress(String(asset)))
    return moneyText({ ...token, amount: BigInt(String(amount)) })
  } catch {
    return undefined
  }
}
