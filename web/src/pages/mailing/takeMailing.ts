import type { MailingFile } from '@pennypost/sdk/mailings'
import type { Hex } from 'viem'
import { erc20Abi, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { tokenText } from '../../facts/tokenText.ts'
import { keepMailing } from './keepMailing.ts'
import type { MailingContext } from './MailingContext.ts'
import { parseMailing } from './parseMailing.ts'

/**
 * Keeps a mailing in this browser that comes from its file.
 *
 * @param name - Of the file.
 * @returns The mailing's id.
 * @throws {Error} The file is none of a mailing of this chain, or its token cannot be asked: a sentence.
 */
export async function takeMailing(
  context: MailingContext,
  text: string,
  name: string,
): Promise<Hex> {
  const file = await parseMailing(text, context.chain)
  const token = await tokenOf(context, file)
  await keepMailing(file, { name, token, isSaved: true })
  return file.mailingId
}

async function tokenOf(
  { client, chain }: MailingContext,
  { mailing: { token: address } }: MailingFile,
): Promise<{ symbol: string; decimals: number }> {
  if (isAddressEqual(address, zeroAddress)) return chain.nativeCurrency
  const ask = { address, abi: erc20Abi } as const
  const [symbol, decimals] = await Promise.all([
    readContract(client, { ...ask, functionName: 'symbol' }),
    readContract(client, { ...ask, functionName: 'decimals' }),
  ])
  return { symbol: tokenText(symbol) ?? address, decimals }
}
