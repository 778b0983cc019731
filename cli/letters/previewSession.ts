import { canSign, sessionTypedData } from '@pennypost/sdk'
import { zeroAddress, zeroHash } from 'viem'
import { readKeyFile } from '../accounts/keyFile.ts'
import type { Context } from '../context.ts'
import { fields } from '../print/tables.ts'
import type { MailboxPlace } from './mailbox.ts'

/** Shows what reading would sign, and does nothing. The relay's challenge is its own, and not asked for. */
export async function previewSession(
  context: Context,
  { inboxId, relay, url }: MailboxPlace,
  files: readonly string[],
): Promise<void> {
  const { output } = context
  const { id: chainId, caip2: chain, contracts } = await context.chain()
  const keyId = files.map((file) => readKeyFile(file).key).find(({ kind }) => canSign(kind))?.keyId
  const wallet = keyId ? zeroAddress : await context.address()
  const { origin } = new URL(url)
  const who = { inboxId, wallet, keyId: keyId ?? zeroHash }
  const session = { ...who, relay, origin, challenge: zeroHash }
  const typedData = sessionTypedData({ chainId, registry: contracts.InboxRegistry, session })
  const title = `Take the letters of inbox ${inboxId} from relay ${relay}`
  const label = 'Open a session, with the challenge that the relay gives'
  const steps = [{ kind: 'signature', label, typedData }]
  output.result({ dryRun: true, title, chain, steps }, () => {
    const { style } = output
    const rows = fields(style, [
      ['Relay', `${relay} at ${url}`],
      ['Sign', `${typedData.primaryType} for ${typedData.domain.name}`],
      ['by', keyId ? `key ${keyId}` : `wallet ${wallet}`],
      ['Cost', 'nothing: it is only signed'],
    ])
    return `${style.bold(title)}\n${style.yellow('Dry run: nothing was signed or sent.')}\n${rows}`
  })
}
