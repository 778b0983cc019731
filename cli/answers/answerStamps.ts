import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { ExitError } from '../errors/ExitError.ts'
import { exitCodes } from '../exitCodes.ts'
import { commandLine } from '../print/commandLine.ts'
import type { SignedOptions } from '../signed/signedOptions.ts'
import { checkSignedOptions } from '../signed/signedOptions.ts'
import { checkWorth } from './checkWorth.ts'
import type { StampOptions } from './chosenStamps.ts'
import { checkChosen, chosenStamps } from './chosenStamps.ts'
import { circumstancesOf } from './circumstancesOf.ts'
import { judgeMail } from './judgeMail.ts'
import { judgeStamps } from './judgeStamps.ts'
import { stampsToInbox } from './listStamps.ts'
import { mailGas } from './mailGas.ts'
import { mailNamed } from './mailNamed.ts'
import { mailWork } from './mailWork.ts'
import type { PassedOver } from './passedOver.ts'
import { hasRefusal, passedOverText } from './passedOver.ts'
import { runWorks } from './runWorks.ts'
import { sendSigned } from './sendSigned.ts'
import { signAnswers } from './signAnswers.ts'
import { stampActs } from './stampAct.ts'
import { stampWork } from './stampWork.ts'
import { createTokenNames } from './tokenNames.ts'
import type { Circumstances } from './whyNot.ts'

export type AnswerOptions = StampOptions &
  SignedOptions & {
    /** Files with letters of mailings, or ids of mailings. */
    mail?: readonly string[] | undefined
    /** Whether letters of mailings are collected also where the gas costs more than it brings. */
    atALoss?: boolean | undefined
  }

/** What `collect` and `return` do: the account answers, or signs its answer, or sends one that another account signed. */
export async function answerStamps(
  context: Context,
  act: 'collect' | 'return',
  options: AnswerOptions,
  stampIds: readonly Hex[],
): Promise<void> {
  checkOptions(options, stampIds)
  if (options.signature !== undefined) return await sendSigned(context, act, options.signature)
  if (options.all && !options.mail) context.output.note(notInAll(context, act))
  const circumstances = await circumstancesOf(context, await context.address())
  const { stamps, mail, passedOver, isPartial } = await answerable(context, act, options, {
    stampIds,
    circumstances,
  })
  if (options.sign && stamps.length + mail.length > 0) {
    const told = passedOverText(passedOver, options.all ?? false)
    if (told) context.output.note(told)
    await signAnswers(context, { act, stamps, mail, deadline: options.deadline })
    if (hasRefusal(passedOver, options.all ?? false)) throw new ExitError(exitCodes.refused)
    return
  }
  const names = createTokenNames(context)
  const { now } = circumstances
  const gasCosts = await mailGas(context, mail)
  if (!options.atALoss) await checkWorth(context, mail, gasCosts)
  await runWorks(context, {
    verb: stampActs[act].verb,
    works: [
      await stampWork(context, act, stamps, { names, now }),
      await mailWork(context, mail, { names, now, gasCosts }),
    ],
    passedOver,
    isAll: options.all ?? false,
    nothing: options.all
      ? `No stamp waits for an answer at inbox ${circumstances.inboxId}.`
      : isPartial
        ? 'There is nothing left to do of what was found: it was done before.'
        : 'There is nothing left to do: all of it was done before.',
    names,
  })
}

async function answerable(
  context: Context,
  act: 'collect' | 'return',
  options: AnswerOptions,
  { stampIds, circumstances }: { stampIds: readonly Hex[]; circumstances: Circumstances },
) {
  const chosen = await chosenStamps(context, stampIds, options, async () =>
    stampsToInbox(context, inboxOf(circumstances)),
  )
  const { mail: names = [] } = options
  const named = [...new Set(names)].map((name) =>
    mailNamed(context, name, () => inboxOf(circumstances)),
  )
  const letters = (await Promise.all(named)).flat()
  if (names.length > 0 && letters.every(({ claims }) => claims.length === 0))
    throw new CliError('There are no letters in the files of --mail, only mailings.')
  const stamps = await judgeStamps(context, act, chosen.stamps, circumstances)
  const mail = await judgeMail(context, letters, circumstances)
  const passedOver: PassedOver[] = [...chosen.missing, ...stamps.passedOver, ...mail.passedOver]
  const isPartial = letters.some((one) => one.isPartial)
  return { stamps: stamps.ready, mail: mail.ready, passedOver, isPartial }
}

function checkOptions(options: AnswerOptions, stampIds: readonly Hex[]): void {
  checkSignedOptions(options, ['all', 'stamp', 'mail'])
  if (options.signature === undefined) checkChosen(stampIds, options)
  else if (stampIds.length > 0)
    throw new CliError('Which stamps is fixed by what was signed: leave them out.')
  if (options.deadline !== undefined && !options.mail)
    throw new CliError('--deadline is for letters of mailings: an answer to stamps has none.')
}

/** Of letters of mailings nobody has a list by inbox: their recipients have to know them. */
function notInAll(context: Context, act: 'collect' | 'return'): string {
  const how =
    act === 'return'
      ? 'They cannot be returned: the stake of one that nobody collects goes back to its sender.'
      : `Each is collected by the id of its mailing, which pennypost read shows: ${commandLine(context, ['collect', '--mail', '0x…'])}`
  return `Letters of mailings are not in --all. ${how}`
}

function inboxOf({ account, inboxId }: Circumstances): Hex {
  if (inboxId) return inboxId
  throw new CliError(`${account} is a wallet of no inbox: there is nothing that it could answer.`)
}
