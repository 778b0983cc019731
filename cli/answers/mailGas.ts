import { collectMail } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { getGasPrice } from 'viem/actions'
import type { Context } from '../context.ts'
import { explain } from '../errors/explain.ts'
import { exitCodes } from '../exitCodes.ts'
import { lotsOf } from './lotsOf.ts'
import type { Mail } from './mailOfFile.ts'

/** Letters of one transaction: with the longest proofs, still less than nodes pass on. */
export const mailLotSize = 100

/**
 * What the gas to collect letters costs at the present price, by mailing, in wei.
 *
 * @returns Without the mailings of which the contract refuses a letter now, as one that was collected just now: whoever collects is told.
 */
export async function mailGas(
  context: Context,
  mails: readonly Mail[],
): Promise<ReadonlyMap<Hex, bigint>> {
  const costs = new Map<Hex, bigint>()
  if (mails.length === 0) return costs
  const price = await getGasPrice((await context.chain()).client)
  for (const mail of mails) {
    const gas = await gasOf(context, mail)
    if (gas !== undefined) costs.set(mail.mailingId, gas * price)
  }
  return costs
}

async function gasOf(context: Context, { mailing, claims: all }: Mail) {
  const { client, contracts } = await context.chain()
  const account = await context.address()
  let gas = 0n
  try {
    for (const { lot: claims } of lotsOf(all, mailLotSize))
      gas += await collectMail.estimateGas(client, { mailing, claims, account, contracts })
  } catch (error) {
    if (explain(error).exitCode !== exitCodes.refused) throw error
    return undefined
  }
  return gas
}
