import type { Consent } from '@pennypost/sdk'
import { getConsent, setConsents } from '@pennypost/sdk'
import { Argument } from 'commander'
import type { Hex } from 'viem'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { registered } from '../../inboxes/registered.ts'
import { parseIdOrAddress } from '../../parse/parseId.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { fields } from '../../print/tables.ts'
import { timeText } from '../../print/timeText.ts'
import { defineCommand } from '../command.ts'

export const inboxConsent = defineCommand<InboxOption, [sender: Hex, consent?: Consent]>({
  path: 'inbox consent',
  summary: 'show or set the word on one sender',
  description:
    'Show an inbox’s word on one sender; with a word, set it. allowed: needs no postage; denied: cannot buy any; none: as any stranger. Name a sender by its inbox id if it has one: then all of its wallets are meant.',
  examples: [
    'inbox consent 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 allowed --dev 0',
    'inbox consent 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --dev 0',
  ],
  configure: (command) =>
    inboxOption(command)
      .argument('<sender>', 'address or inbox id of the sender', parseIdOrAddress)
      .addArgument(new Argument('[word]', 'the new word').choices(['allowed', 'denied', 'none'])),
  async run(context, options, sender, consent) {
    const inboxId = await chosenInbox(context, options)
    if (consent) {
      const consents = [{ subject: sender, consent }]
      await runPlan(context, {
        title: `Set consent on ${sender} to ${consent} at inbox ${inboxId}`,
        steps: [actionStep('Set consent', setConsents, { inboxId, consents })],
        facts: { inboxId, sender, consent },
      })
      return
    }
    const { output } = context
    await registered(context, inboxId)
    const { client, contracts, caip2: chain } = await context.chain()
    const now = await getConsent(client, { inboxId, subject: sender, contracts })
    const document = { inboxId, chain, sender, consent: now.consent, setAt: now.setAt || null }
    output.result(document, () =>
      fields(output.style, [
        ['Inbox', inboxId],
        ['Sender', sender],
        ['Consent', now.consent],
        ['Since', now.setAt === 0 ? undefined : timeText(now.setAt)],
      ]),
    )
  },
})
