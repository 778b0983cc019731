import type { SignedSenderStatement, SigningKey } from '@pennypost/sdk'
import { canSign, getInboxOf, isActiveKey, signSenderStatement } from '@pennypost/sdk'
import type { Address, Hex, LocalAccount, TypedDataDefinition } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { getBlock } from 'viem/actions'
import { openKeyFile, readKeyFile } from '../accounts/keyFile.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { keyKindText } from '../inboxes/keyKindText.ts'
import { toBeSigned } from '../plan/toBeSigned.ts'

/** A letter to one relay, as its writer signs for it. */
export type LetterToSign = { inboxId: Hex; letterHash: Hex; relay: Address }

/** In whose name a letter is written. */
export type Writer = {
  /** Wallet or inbox id, as the letter names it. */
  sender: Hex
  /** For people: by whom, and how it is proven. */
  text: string
  /** Signs that the letter is its own; undefined: nothing is signed, and the name proves nothing. */
  sign(letter: LetterToSign): Promise<SignedSenderStatement | undefined>
  /** What it would sign. */
  preview(letter: LetterToSign): Promise<readonly TypedDataDefinition[]>
}

export type WriterOptions = {
  /** File of a signing key. */
  key?: string | undefined
  inbox?: Hex | undefined
  unsigned?: boolean | undefined
}

/**
 * Who writes: the inbox of a key, proven by the key; else the account, proven by its signature; or the account, proven by nothing.
 *
 * @throws {CliError} The key cannot sign, or is not active for the inbox.
 */
export async function letterWriter(context: Context, options: WriterOptions): Promise<Writer> {
  const { key, inbox, unsigned = false } = options
  if (unsigned && key !== undefined)
    throw new CliError(
      '--key is to sign with, and an unsigned letter is not to be signed: not both at once.',
    )
  if (inbox !== undefined && key === undefined)
    throw new CliError('--inbox is the inbox of the key that --key names.')
  const account = await context.address()
  const { client, contracts } = await context.chain()
  const own = inbox ?? (await getInboxOf(client, { wallet: account, contracts }))
  if (key !== undefined) return await keyWriter(context, { file: key, own, account })
  if (unsigned) {
    const text = `wallet ${account}, which nothing proves`
    const nothing = { sign: () => Promise.resolve(undefined), preview: () => Promise.resolve([]) }
    return { sender: account, text, ...nothing }
  }
  return walletWriter(context, account, own)
}

function walletWriter(context: Context, wallet: Address, own: Hex | undefined): Writer {
  const of = own === undefined ? '' : ` of inbox ${own}`
  return {
    sender: wallet,
    text: `wallet ${wallet}${of}, proven by its signature`,
    sign: async (letter) =>
      await signSenderStatement({
        ...(await placeOf(context)),
        ...{ ...letter, senderInboxId: own, signer: await context.signer() },
      }),
    preview: async (letter) => await statementsOf(context, letter, wallet, own),
  }
}

async function keyWriter(
  context: Context,
  { file, own, account }: { file: string; own: Hex | undefined; account: Address },
): Promise<Writer> {
  if (own === undefined)
    throw new CliError(`${account} is a wallet of no inbox: name that of the key with --inbox.`)
  const { kind, keyId } = readKeyFile(file).key
  if (!canSign(kind))
    throw new CliError(`${file} is a key of kind ${keyKindText(kind)}, which cannot sign.`)
  const { client, contracts } = await context.chain()
  if (!(await isActiveKey(client, { inboxId: own, keyId, contracts })))
    throw new CliError(
      `The key in ${file}, ${keyId}, is not active for inbox ${own}. pennypost inbox keys add adds it.`,
    )
  return {
    sender: own,
    text: `inbox ${own}, proven by its key ${keyId}`,
    async sign(letter) {
      const pair = await openKeyFile(file, await context.keyPassword(file))
      const signer: SigningKey = { kind: pair.kind, secretKey: pair.secretKey }
      const place = await placeOf(context)
      return await signSenderStatement({ ...place, ...letter, senderInboxId: own, signer })
    },
    async preview(letter) {
      const [typedData] = await statementsOf(context, letter, account, own)
      const message = { ...typedData?.message, wallet: zeroAddress, keyId }
      return typedData ? [{ ...typedData, message } as TypedDataDefinition] : []
    },
  }
}

/** What a wallet would be asked to sign. */
async function statementsOf(
  context: Context,
  letter: LetterToSign,
  wallet: Address,
  senderInboxId: Hex = zeroHash,
): Promise<readonly TypedDataDefinition[]> {
  const parameters = { ...(await placeOf(context)), ...letter, senderInboxId }
  let failure: unknown
  const asked = await toBeSigned(wallet, async (account) => {
    try {
      await signSenderStatement({ ...parameters, signer: account as LocalAccount })
    } catch (error) {
      // Once it has asked, it complains that what it got is no signature.
      failure = error
    }
  })
  if (asked.length === 0) throw failure
  return asked
}

/** Chain and time of a statement. It counts for a day by the later of clock and chain, and local chains may be ahead. */
async function placeOf(context: Context) {
  const { client, contracts, id: chainId } = await context.chain()
  const { timestamp } = await getBlock(client)
  const issuedAt = Math.max(Math.floor(Date.now() / 1_000), Number(timestamp))
  return { chainId, contracts, issuedAt }
}
