import { linkWallet, signLinkWallet } from '@pennypost/sdk'
import { CliError } from '../../errors/CliError.ts'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import type { WalletOptions } from '../../inboxes/joiningWallet.ts'
import { joiningWallet, walletOptions } from '../../inboxes/joiningWallet.ts'
import { linkNewWallet } from '../../inboxes/linkNewWallet.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { readSigned } from '../../signed/readSigned.ts'
import type { SignedOptions } from '../../signed/signedOptions.ts'
import { checkSignedOptions, forSomebodyElse, signedOptions } from '../../signed/signedOptions.ts'
import { signOnly } from '../../signed/signOnly.ts'
import { defineCommand } from '../command.ts'

type Options = InboxOption & SignedOptions & WalletOptions

export const inboxLink = defineCommand<Options>({
  path: 'inbox link',
  summary: 'link a further wallet to an inbox',
  description:
    'Link a further wallet to an inbox. Both have to agree: the wallet signs, and the recovery of the inbox sends. In one go, the account being the recovery: --wallet-keystore. In two: the wallet runs this with --sign and --inbox, and the recovery with --signature.',
  examples: [
    'inbox link --keystore recovery.json --wallet-keystore phone.json',
    'inbox link --keystore phone.json --inbox 0x58eb… --sign > joining.json',
    'inbox link --keystore recovery.json --signature joining.json',
  ],
  configure: (command) => signedOptions(walletOptions(inboxOption(command))),
  async run(context, options) {
    checkSignedOptions(options, ['inbox', 'walletKeystore', 'walletDev', 'walletPasswordFile'])
    if (options.signature !== undefined) {
      const signed = await readSigned(context, 'link', options.signature)
      const { inboxId, wallet } = signed
      await runPlan(context, {
        title: `Link wallet ${wallet} to inbox ${inboxId}`,
        details: [['Gas', forSomebodyElse]],
        asks: true,
        steps: [actionStep('Link', linkWallet, signed)],
        facts: { inboxId, wallet },
      })
      return
    }
    if (options.sign) {
      const { inbox: inboxId } = options
      if (!inboxId) throw new CliError('Which inbox is joined? Name it with --inbox.')
      await signOnly(context, 'link', `Sign to join inbox ${inboxId}`, (client, how) =>
        signLinkWallet(client, { inboxId, deadline: options.deadline, ...how }),
      )
      return
    }
    const joining = joiningWallet(context, options)
    const inboxId = await chosenInbox(context, options)
    await linkNewWallet(context, inboxId, joining)
  },
})
