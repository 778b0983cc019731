import { multicallRegistry, revokeKeys, unlinkWallet } from '@pennypost/sdk'
import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import { activeKeys } from '../../inboxes/activeKeys.ts'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { parseAccount } from '../../parse/parseAddress.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { defineCommand } from '../command.ts'

type Options = InboxOption & { revokeKeys?: boolean | undefined }

export const inboxUnlink = defineCommand<Options, [wallet: Address]>({
  path: 'inbox unlink',
  summary: 'take a wallet from an inbox',
  description:
    'Take a wallet from an inbox. The recovery may, and the wallet itself. Keys that the wallet added stay, unless --revoke-keys revokes them for good in the same transaction.',
  examples: ['inbox unlink 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --dev 0'],
  configure: (command) =>
    inboxOption(command)
      .argument('<wallet>', 'address of the wallet', parseAccount)
      .option('--revoke-keys', 'revoke the keys that it added, which the API knows'),
  async run(context, options, wallet) {
    const inboxId = await chosenInbox(context, options)
    const plan = { title: `Unlink wallet ${wallet} from inbox ${inboxId}` }
    const unlink = { inboxId, wallet }
    if (!options.revokeKeys) {
      const steps = [actionStep('Unlink', unlinkWallet, unlink)]
      await runPlan(context, { ...plan, steps, facts: unlink })
      return
    }
    const { contracts } = await context.chain()
    const keyIds = (await activeKeys(context, inboxId))
      .filter((key) => key.wallet !== null && isAddressEqual(key.wallet as Address, wallet))
      .map((key) => key.keyId)
    const calls = [
      unlinkWallet.call(contracts, unlink),
      ...(keyIds.length > 0 ? [revokeKeys.call(contracts, { inboxId, keyIds })] : []),
    ]
    await runPlan(context, {
      ...plan,
      details: [['Keys', `${keyIds.length} revoked for good`]],
      asks: keyIds.length > 0,
      steps: [actionStep('Unlink and revoke', multicallRegistry, { calls })],
      facts: { ...unlink, keyIds },
    })
  },
})
