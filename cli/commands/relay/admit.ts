import type { Hex } from 'viem'
import type { AdmitOptions } from '../../answers/admitPostage.ts'
import { admitPostage } from '../../answers/admitPostage.ts'
import { mailOption, stampOptions } from '../../answers/chosenStamps.ts'
import { defineCommand } from '../command.ts'

export const relayAdmit = defineCommand<AdmitOptions, [postageIds?: readonly Hex[]]>({
  path: 'relay admit',
  summary: 'take the carriage of letters that the relay carries',
  description:
    'Take the carriage of stamps and mailings that name the account as their relay, and so say in public that their letters are carried. Which are, only the relay knows: name them. The reference relay does this by itself; do not use its account beside it.',
  examples: [
    'relay admit 0x58eb… 0x9b1f… --keystore relay.json',
    'relay admit --list carried.txt --keystore relay.json --yes',
  ],
  configure: (command) =>
    mailOption(
      stampOptions(command, { ids: 'ids of the stamps and mailings' }).option(
        '--list <file>',
        'ids of stamps and mailings, one a line; - is stdin',
      ),
      'a whole mailing, where the API cannot be asked; may come again',
    ),
  run: (context, options, postageIds = []) => admitPostage(context, options, postageIds),
})
