import { inboxIdOf, registerInbox, registerInboxFor, signRegisterInbox } from '@pennypost/sdk'
import type { Address } from 'viem'
import type { KeyFileOptions } from '../../inboxes/keyFileOptions.ts'
import { keyFileOptions, keyInputs } from '../../inboxes/keyFileOptions.ts'
import { parseAccount } from '../../parse/parseAddress.ts'
import { parseNonce } from '../../parse/parseNonce.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { readSigned } from '../../signed/readSigned.ts'
import type { SignedOptions } from '../../signed/signedOptions.ts'
import { checkSignedOptions, forSomebodyElse, signedOptions } from '../../signed/signedOptions.ts'
import { signOnly } from '../../signed/signOnly.ts'
import { defineCommand } from '../command.ts'

type Options = KeyFileOptions &
  SignedOptions & { nonce?: bigint | undefined; recovery?: Address | undefined }

export const inboxRegister = defineCommand<Options>({
  path: 'inbox register',
  summary: 'register an inbox, with the account as its first wallet',
  description:
    'Register an inbox, with the account as its first wallet. Its id follows from the account and --nonce. Its door is free until you ask for postage (inbox terms). With --sign it is only signed, for somebody else to pay for it with --signature.',
  examples: [
    'inbox register --dev 0',
    'inbox register --keystore me.json --key signing.json --key letters.json',
  ],
  configure: (command) =>
    signedOptions(
      keyFileOptions(
        command
          .option('--nonce <n>', 'for another inbox of the same account (default: 0)', parseNonce)
          .option(
            '--recovery <address>',
            'who has the last word over the inbox (default: the account)',
            parseAccount,
          ),
      ),
    ),
  async run(context, options) {
    checkSignedOptions(options, ['nonce', 'recovery', 'key', 'voucher', 'expires'])
    if (options.signature !== undefined) {
      const signed = await readSigned(context, 'register', options.signature)
      const inboxId = inboxIdOf(signed.wallet, signed.inboxNonce ?? 0n)
      await runPlan(context, {
        title: `Register inbox ${inboxId} for ${signed.wallet}`,
        details: [
          ['Recovery', signed.recovery],
          ['Keys', signed.keys?.length || undefined],
          ['Gas', forSomebodyElse],
        ],
        asks: true,
        steps: [actionStep('Register', registerInboxFor, signed)],
        facts: { inboxId, wallet: signed.wallet },
      })
      return
    }
    const address = await context.address()
    const { nonce: inboxNonce = 0n, recovery } = options
    const inboxId = inboxIdOf(address, inboxNonce)
    const keys = await keyInputs(context, inboxId, options)
    const parameters = { inboxNonce, recovery, keys }
    if (options.sign) {
      await signOnly(
        context,
        'register',
        `Sign that inbox ${inboxId} is registered`,
        (client, how) =>
          signRegisterInbox(client, { ...parameters, deadline: options.deadline, ...how }),
      )
      return
    }
    await runPlan(context, {
      title: `Register inbox ${inboxId}`,
      details: [
        ['Recovery', recovery ?? `${address} (the account itself)`],
        ['Keys', keys.length > 0 ? keys.length : undefined],
      ],
      steps: [actionStep('Register', registerInbox, parameters)],
      facts: { inboxId, wallet: address, recovery: recovery ?? address },
    })
  },
})
