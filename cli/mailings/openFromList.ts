import { mailingIdOf, mailingTree } from '@pennypost/sdk'
import { isAddressEqual, zeroAddress } from 'viem'
import type { Money } from '../amounts.ts'
import { parseMoney } from '../amounts.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'
import type { Plan } from '../plan.ts'
import { moneyText, tokenText } from '../print/moneyText.ts'
import { printable } from '../print/printable.ts'
import { checkInTime } from './checkInTime.ts'
import { expiryOf } from './expiryOf.ts'
import { newMailingFile } from './newMailingFile.ts'
import type { Offer, OfferOptions } from './offerOf.ts'
import { offerOf } from './offerOf.ts'
import { openPlan } from './openPlan.ts'
import { prepareLetters } from './prepareLetters.ts'
import { writeMailingFile } from './writeMailingFile.ts'

export type OpenFromListOptions = OfferOptions & {
  max?: string | undefined
  out?: string | undefined
  /** Folder of the letters. */
  letters?: string | undefined
  uri: string
}

/** The contract's. */
const maxUriBytes = 256

/**
 * Makes a mailing of a list of recipients.
 *
 * @returns The plan to open it. Before the transaction goes out, all there is to the mailing is in a file.
 * @throws {CliError} Something cannot be meant; nothing was written, signed or sent.
 */
export async function openFromList(
  context: Context,
  list: string,
  options: OpenFromListOptions,
): Promise<Plan> {
  const { uri } = options
  if (Buffer.byteLength(uri) > maxUriBytes)
    throw new CliError(
      `--uri has at most ${maxUriBytes} bytes, and this has ${Buffer.byteLength(uri)}.`,
    )
  const file = newMailingFile(list, options.out)
  const offer = await offerOf(context, options)
  const cap = await capOf(context, options, offer)
  const { letters, files, free, longest } = await prepareLetters(context, list, offer, {
    folder: options.letters,
    checkCount: (count) => checkTotal(offer, count, cap),
  })
  const { json, dryRun } = context.globals
  // The document of a dry run has no place for what is not yet sealed and sent.
  if (json && dryRun && files.length > 0)
    context.output.note(`Files mailed: ${files.map((name) => printable(name)).join(', ')}.`)
  const { root, count } = await mailingTree(letters)
  const { sender, relay, stake, carriage } = offer
  // A span of time counts from now, however long sealing took.
  const { expiresAt } = await expiryOf(context, options.expires)
  const { caip2, id, contracts } = await context.chain()
  const mailing = {
    ...{ sender, relay, token: stake.token, root },
    ...{ carriage: carriage.amount, stake: stake.amount, count, expiresAt },
  }
  const postOffice = contracts.PostOffice
  const mailingId = mailingIdOf({ chainId: id, postOffice, mailing })
  const head = { chain: caip2, postOffice, mailingId, mailing, uri }
  return await openPlan(context, {
    ...{ ...head, token: stake, file, free, sealed: files },
    async beforeSent() {
      await checkInTime(context, expiresAt, longest)
      writeMailingFile(file, { ...head, letters })
      context.output.note(`All there is to the mailing is in ${file}: keep it.`)
    },
  })
}

/** @throws {CliError} Nobody would see the price, and nobody has said how much it may be. */
async function capOf(
  context: Context,
  { max, carriage }: OpenFromListOptions,
  { relay, stake }: Offer,
): Promise<Money | undefined> {
  const { yes, dryRun } = context.globals
  if (max === undefined) {
    if (yes && !dryRun && carriage === undefined && relay !== zeroAddress)
      throw new CliError(
        'With --yes nobody sees the price: say --carriage, or --max for all letters.',
      )
    return undefined
  }
  const cap = await parseMoney(await context.chain(), max)
  if (isAddressEqual(cap.token, stake.token)) return cap
  throw new CliError(`--max is in ${tokenText(cap)}, and --stake in ${tokenText(stake)}.`)
}

function checkTotal({ stake, carriage }: Offer, count: number, cap: Money | undefined): void {
  const amount = BigInt(count) * (stake.amount + carriage.amount)
  if (!cap || amount <= cap.amount) return
  throw new CliError(
    `${count.toLocaleString('en')} letters take ${moneyText({ ...stake, amount })}, above the ${moneyText(cap)} of --max. Nothing was signed or sent.`,
    { exitCode: exitCodes.refused },
  )
}
