import { readFileSync } from 'node:fs'
import type { ApiParameters } from '@pennypost/sdk'
import { letterHash as hashOf } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { CliError } from '../../errors/CliError.ts'
import { ExitError } from '../../errors/ExitError.ts'
import { exitCodes } from '../../exitCodes.ts'
import { chosenSender } from '../../letters/chosenSender.ts'
import { explanationText } from '../../letters/explanationText.ts'
import { namedRelay } from '../../letters/namedRelay.ts'
import { provenText } from '../../letters/provenText.ts'
import type { ProvenVerdict } from '../../letters/proveVerdict.ts'
import { proveVerdict } from '../../letters/proveVerdict.ts'
import { recipientInbox } from '../../letters/recipient.ts'
import type { RelayOptions } from '../../letters/relayOptions.ts'
import { relayOption } from '../../letters/relayOptions.ts'
import { verdictText } from '../../letters/verdictText.ts'
import { parseId, parseIdOrAddress } from '../../parse/parseId.ts'
import { defineCommand } from '../command.ts'

type Options = Pick<RelayOptions, 'relay'> & {
  letter?: string | undefined
  letterHash?: Hex | undefined
  sender?: Hex | undefined
  stamp?: Hex | undefined
  authenticated?: boolean | undefined
  explain?: boolean | undefined
  proof?: boolean | undefined
}

export const verify = defineCommand<Options, [recipient: Hex]>({
  path: 'verify',
  summary: 'ask whether a letter is carried, and why',
  description:
    'Ask the API whether a relay may carry a letter to somebody now, and why; ends with 3 if not. --explain shows every condition that was looked at, with its values. --proof holds the answer against the hash of a block of your own node, and says what that proves and what not.',
  examples: [
    'verify 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --letter letter.sealed --relay http://127.0.0.1:8788 --explain --dev 0',
    'verify 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --letter letter.sealed --relay http://127.0.0.1:8788 --proof --json --dev 0',
  ],
  configure: (command) =>
    relayOption(
      command.argument('<recipient>', 'inbox id or wallet of the recipient', parseIdOrAddress),
    )
      .option('--letter <file>', 'the sealed letter, as the relay has it')
      .option('--letter-hash <hash>', 'its keccak256, instead', parseId)
      .option(
        '--sender <sender>',
        'who claims to have written (default: the account)',
        parseIdOrAddress,
      )
      .option('--stamp <id>', 'the stamp that pays (default: any of this letter)', parseId)
      .option('--authenticated', 'the relay has made sure of the sender, so that consent counts')
      .option('--explain', 'every condition that was looked at')
      .option('--proof', 'prove it by your own node'),
  async run(context, options, recipient) {
    const { explain = false, proof = false, stamp } = options
    const { output } = context
    const letterHash = hashGiven(options)
    const sender = await chosenSender(context, options.sender)
    if (!sender) throw new CliError('Who claims to have written it? Say --sender.')
    const { relay } = await namedRelay(context, options)
    const inboxId = await recipientInbox(context, recipient)
    const question: ApiParameters<'prove', `eip155:${number}`> = {
      ...{ inboxId, sender, letterHash, relay },
      ...(stamp && { stampId: stamp }),
      ...(options.authenticated && { senderAuthenticated: true as const }),
    }
    const asked = { ...question, ...(explain && { explain: true as const }) }
    const verdict = await (await context.api()).verify(asked)
    const proven: ProvenVerdict | undefined = proof
      ? await proveVerdict(context, question)
      : undefined
    const known = { inboxId, relay, sender, letterHash }
    const text = output.isJson ? '' : await verdictText(context, verdict)
    output.result({ ...verdict, ...known, ...(proven && { proof: proven }) }, () =>
      [
        text,
        ...(explain ? [explanationText(context, verdict)] : []),
        ...(proven ? [provenText(context, proven)] : []),
      ].join('\n\n'),
    )
    if (!verdict.eligible) throw new ExitError(exitCodes.refused)
  },
})

function hashGiven({ letter, letterHash }: Options): Hex {
  if ((letter === undefined) === (letterHash === undefined))
    throw new CliError('Which letter? Name its file with --letter, or its hash with --letter-hash.')
  if (letterHash) return letterHash
  const bytes = new Uint8Array(readFileSync(letter as string))
  if (bytes.length === 0) throw new CliError(`${letter} is empty.`)
  return hashOf(bytes)
}
