import { canSign, isActiveKey } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { readKeyFile } from '../accounts/keyFile.ts'
import type { Context } from '../context.ts'

/**
 * Says which files have a key that letters to an inbox are not sealed for: such as one of another inbox, with which no letter ever opens. One that
 * was revoked may still open letters from before, so that it is no error.
 */
export async function tellForeignKeys(
  context: Context,
  inboxId: Hex,
  files: readonly string[],
): Promise<void> {
  const { client, contracts } = await context.chain()
  for (const file of files) {
    const { kind, keyId } = readKeyFile(file).key
    if (canSign(kind) || (await isActiveKey(client, { inboxId, keyId, contracts }))) continue
    context.output.note(
      `The key in ${file} is none of inbox ${inboxId} now: letters to that are sealed for other keys. Is it of another inbox? Then name that with --inbox.`,
    )
  }
}
