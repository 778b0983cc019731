import { closeMailing, getMailing } from '@pennypost/sdk'
import { mailingRefund } from '@pennypost/sdk/mailings'
import { readToken } from '../../chain/readToken.ts'
import { chosenMailing } from '../../mailings/chosenMailing.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { moneyJson, moneyText } from '../../print/moneyText.ts'
import { defineCommand } from '../command.ts'

export const mailingClose = defineCommand<object, [mailing: string]>({
  path: 'mailing close',
  summary: 'take back what nobody collected of a mailing, once it expired',
  description:
    'End a mailing that has expired: the stakes that nobody collected go back to its sender, and so does the carriage if the relay never admitted it. They go to the sender’s balance in the PostOffice, from where pennypost withdraw pays them out. Anyone may do it.',
  examples: ['mailing close readers.mailing --dev 0'],
  configure: (command) =>
    command.argument('<mailing>', 'file of the mailing, or its id, which the API is asked for'),
  async run(context, _, name) {
    const chain = await context.chain()
    const { client, contracts } = chain
    const { mailingId, mailing } = await chosenMailing(context, name)
    const { sender, count } = mailing
    // What the contract says of it is to be told before anything is asked.
    await closeMailing.simulate(client, { mailing, contracts, account: await context.address() })
    const state = await getMailing(client, { mailingId, contracts })
    const refund = {
      ...(await readToken(chain, mailing.token)),
      amount: mailingRefund(mailing, state),
    }
    const { status, collected } = state
    await runPlan(context, {
      title: `Close mailing ${mailingId}`,
      details: [
        ['Collected', `${collected.toLocaleString('en')} of ${count.toLocaleString('en')} letters`],
        ['Carriage', status === 'admitted' ? 'the relay has it' : 'comes back, never admitted'],
        ['Comes back', `${moneyText(refund)}, to the balance of ${sender} in the PostOffice`],
      ],
      asks: true,
      steps: [actionStep('Close the mailing', closeMailing, { mailing })],
      facts: { mailingId, sender, count, collected, refund: moneyJson(refund) },
    })
  },
})
