import { letterHash, maxContentBytes, maxLetterBytes } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { isAddressEqual } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { encryptionKeysOf } from '../mailings/encryptionKeysOf.ts'
import { parseId } from '../parse/parseId.ts'
import { readDraft } from './draftFile.ts'
import { letterContent } from './letterContent.ts'
import { namedRelay, urlOf } from './namedRelay.ts'
import type { Outgoing } from './outgoing.ts'
import { checkPaid } from './paidLetter.ts'
import { recipientInbox } from './recipient.ts'
import type { RelayOptions } from './relayOptions.ts'
import { relayUrl } from './relayUrl.ts'

export type OutgoingOptions = RelayOptions & {
  text?: string | undefined
  /** Whether the file is a letter that is sealed already. */
  sealed?: boolean | undefined
  unsigned?: boolean | undefined
  /** Id of a stamp, or file of a letter that was kept. */
  paid?: string | undefined
}

/**
 * The letter to send: read and sealed for all active encryption keys of its recipient; or as it was sealed before, with what was paid for it.
 *
 * @throws {CliError} What was given does not fit together.
 */
export async function outgoingLetter(
  context: Context,
  options: OutgoingOptions,
  recipient: Hex | undefined,
  file: string | undefined,
): Promise<Outgoing> {
  const { paid, sealed: isSealed = false, text, unsigned: isUnsigned = false } = options
  const isKept = paid !== undefined && !/^0x[0-9a-f]{64}$/i.test(paid)
  if (isKept) {
    if ([recipient, text, options.relay].some((given) => given !== undefined) || isSealed)
      throw new CliError(`${paid} has letter, recipient and relay in it: leave them out.`)
    return await keptLetter(context, paid, options)
  }
  if (recipient === undefined) throw new CliError('Who is it for? Name an inbox id or a wallet.')
  if (paid !== undefined && !isSealed)
    throw new CliError(
      'A stamp is for the very bytes that were sealed: give the sealed letter as the file, and --sealed.',
    )
  if (isSealed && (file === undefined || text !== undefined))
    throw new CliError('--sealed is for a file that has a sealed letter.')
  const content = await letterContent({ file, text }, isSealed ? maxLetterBytes : maxContentBytes)
  const relay = await namedRelay(context, options)
  const inboxId = await recipientInbox(context, recipient)
  const sealed = isSealed ? content : await sealedFor(context, inboxId, content)
  const stampId = paid === undefined ? undefined : parseId(paid)
  if (stampId) await checkPaid(context, { stampId })
  return {
    ...{ inboxId, relay: relay.relay, sealed, letterHash: letterHash(sealed), isUnsigned },
    url: context.globals.dryRun ? relay.url : urlOf(relay),
    ...(stampId && { paid: { stampId } }),
  }
}

async function keptLetter(
  context: Context,
  file: string,
  { at, unsigned }: OutgoingOptions,
): Promise<Outgoing> {
  const { inboxId, relay, sealed, stampId, stamp, ...kept } = await readDraft(context, file)
  const account = await context.address()
  // Else an account would sign, by a word too few, that a stranger's letter is its own.
  if (!isAddressEqual(stamp.sender, account))
    throw new CliError(
      `${file} is a letter that ${stamp.sender} paid for, and the account is ${account}: only the one that paid goes on with it. Nothing was signed or sent.`,
    )
  await checkPaid(context, { stampId, expiresAt: stamp.expiresAt, file })
  const url = relayUrl(at ?? kept.url)
  if (url === undefined) throw new CliError('The url of a relay has no user, query or hash.')
  const isUnsigned = kept.unsigned || unsigned === true
  const { letterHash: hash } = stamp
  return { inboxId, relay, url, sealed, letterHash: hash, isUnsigned, paid: { stampId, stamp } }
}

/** What only seals is loaded only to seal: other commands start without it. */
async function sealedFor(context: Context, inboxId: Hex, content: Uint8Array): Promise<Uint8Array> {
  const { sealLetter } = await import('@pennypost/sdk/letters')
  const { id: chainId } = await context.chain()
  const keys = (await encryptionKeysOf(context, [inboxId], () => {})).get(inboxId) ?? []
  return await sealLetter({ chainId, inboxId, keys, content })
}
