import type { Hex } from 'viem'
import { chosenSender } from '../../letters/chosenSender.ts'
import { namedRelay, relaysInService } from '../../letters/namedRelay.ts'
import { goodUntil, quoteText } from '../../letters/quoteText.ts'
import type { Quote } from '../../letters/readQuote.ts'
import { readQuote } from '../../letters/readQuote.ts'
import { recipientInbox } from '../../letters/recipient.ts'
import type { RelayOptions } from '../../letters/relayOptions.ts'
import { relayOption } from '../../letters/relayOptions.ts'
import { parseIdOrAddress } from '../../parse/parseId.ts'
import { moneyJson } from '../../print/moneyText.ts'
import { relaysTable } from '../../relays/relaysTable.ts'
import { defineCommand } from '../command.ts'

type Options = Pick<RelayOptions, 'relay'> & { sender?: Hex | undefined }

export const quote = defineCommand<Options, [recipient: Hex]>({
  path: 'quote',
  summary: 'ask what a letter to somebody costs',
  description:
    'Ask what a letter to somebody costs now, and why: nothing where the inbox allows the sender, else a carriage for the relay and a stake, which the recipient may keep or give back, and which comes back if nobody answers. Without --relay it says what the recipient asks, and which relays there are.',
  examples: [
    'quote 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --dev 0',
    'quote 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --relay http://127.0.0.1:8788 --json',
  ],
  configure: (command) =>
    relayOption(
      command
        .argument('<recipient>', 'inbox id or wallet of the recipient', parseIdOrAddress)
        .option(
          '--sender <sender>',
          'address or inbox id of who writes (default: the account, else a stranger)',
          parseIdOrAddress,
        ),
    ),
  async run(context, options, recipient) {
    const { output } = context
    const inboxId = await recipientInbox(context, recipient)
    const sender = await chosenSender(context, options.sender)
    const isNamed = options.relay !== undefined
    const relay = isNamed ? await namedRelay(context, options) : undefined
    const found = await readQuote(context, { inboxId, sender, relay: relay?.relay })
    const relays = isNamed || !found.postageRequired ? [] : await relaysInService(context)
    const listed = relays.length > 0 && !output.isJson ? await relaysTable(context, relays) : ''
    const { caip2: chain } = await context.chain()
    const asked = { inboxId, sender, relay }
    const document = {
      ...{ inboxId, chain, sender: sender ?? null, relay: relay?.relay ?? null },
      ...quoteJson(found, isNamed),
      ...(!isNamed && found.postageRequired && { relays }),
    }
    output.result(document, () => {
      const text = quoteText(context, asked, found)
      return listed === '' ? text : `${text}\n\nName one of these relays with --relay:\n${listed}`
    })
  },
})

function quoteJson(found: Quote, isPriced: boolean) {
  const { deliverable, postageRequired, reason, detail, ways, asOf } = found
  const options = ways.map(({ total, carriage, ...way }) => {
    const { amount, ...token } = moneyJson(total)
    return { ...token, total: amount, carriage: carriage ?? null, ...way }
  })
  const until = isPriced && ways.length > 0 ? goodUntil(found) : null
  return { deliverable, postageRequired, reason, detail, options, goodUntil: until, asOf }
}
