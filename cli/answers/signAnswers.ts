import type { CollectMailForParameters, ContractsOption, SettleForParameters } from '@pennypost/sdk'
import { signAnswer, signCollectMail } from '@pennypost/sdk'
import type { Account } from 'viem'
import type { Context } from '../context.ts'
import { dryRun } from '../plan/dryRun.ts'
import { toBeSigned } from '../plan/toBeSigned.ts'
import { timeText } from '../print/timeText.ts'
import { toJson } from '../print/toJson.ts'
import type { ReadyStamp } from './judgeStamps.ts'
import { lotsOf } from './lotsOf.ts'
import type { Mail } from './mailOfFile.ts'
import { counted } from './stampAct.ts'

/** What a recipient has signed, for somebody else to send. */
export type SignedAnswers = {
  pennypost: 'collect' | 'return'
  /** CAIP-2. */
  chain: string
  postOffice: string
  answers: readonly SettleForParameters[]
  letters: readonly CollectMailForParameters[]
}

export type SignAnswersParameters = {
  act: 'collect' | 'return'
  stamps: readonly ReadyStamp[]
  mail: readonly Mail[]
  /** Of letters of mailings, Unix seconds; an answer to stamps has none. */
  deadline: number | undefined
}

/** So many stamps, and so many letters, are answered by one signature: what fits into a transaction. */
const most = { stamps: 250, letters: 100 }

type Sign = (how: ContractsOption & { account: Account }) => Promise<unknown>

/** Has the account sign its answers, and prints them for `--signature`. With --dry-run it shows what would be signed. */
export async function signAnswers(context: Context, parameters: SignAnswersParameters) {
  const { act, stamps, mail } = parameters
  const { client, contracts, caip2: chain } = await context.chain()
  const answers = lotsOf(stamps, most.stamps).map(({ lot }) => {
    const asked = { stamps: lot.map(({ stamp }) => stamp), collect: act === 'collect' }
    return (how: Parameters<Sign>[0]) => signAnswer(client, { ...asked, ...how })
  })
  const letters = mail.flatMap(({ mailing, claims: all }) =>
    lotsOf(all, most.letters).map(({ lot: claims }) => {
      const asked = { mailing, claims, deadline: parameters.deadline }
      return (how: Parameters<Sign>[0]) => signCollectMail(client, { ...asked, ...how })
    }),
  )
  const title = `Sign to ${act} ${whatOf(parameters)}`
  if (context.globals.dryRun) return await showSigning(context, title, [...answers, ...letters])

  const { account } = await context.signer()
  const how = { account, contracts }
  const document: SignedAnswers = {
    ...{ pennypost: act, chain, postOffice: contracts.PostOffice },
    answers: await inTurn(answers, (sign) => sign(how)),
    letters: await inTurn(letters, (sign) => sign(how)),
  }
  const { output } = context
  output.note(`Signed by ${account.address}: to ${act} ${whatOf(parameters)}.`)
  if (answers.length > 0)
    output.note('An answer has no deadline and cannot be called off: it holds until it is sent.')
  for (const { deadline } of document.letters)
    output.note(`Letters of a mailing: good until ${timeText(deadline)}.`)
  output.result(document, () => toJson(document, 2))
}

function whatOf({ stamps, mail }: SignAnswersParameters): string {
  const letters = mail.reduce((sum, { claims }) => sum + claims.length, 0)
  const what = [
    ...(stamps.length > 0 ? [counted(stamps.length, 'stamp')] : []),
    ...(letters > 0 ? [counted(letters, 'letter')] : []),
  ]
  return what.join(' and ')
}

async function showSigning(context: Context, title: string, signs: readonly Sign[]): Promise<void> {
  const { contracts } = await context.chain()
  const preview = async () => {
    const address = await context.address()
    const asked = await inTurn(signs, (sign) =>
      toBeSigned(address, (account) => sign({ account, contracts })),
    )
    return asked
      .flat()
      .map((typedData) => ({ kind: 'signature', label: 'Sign', typedData }) as const)
  }
  const never = () => Promise.reject(new Error('This is only signed.'))
  await dryRun(context, { title, steps: [{ label: 'Sign', run: never, preview }] })
}

/** One after another: an account may be a person who is asked each time. */
async function inTurn<from, to>(
  list: readonly from[],
  make: (one: from) => Promise<to>,
): Promise<to[]> {
  const made: to[] = []
  for (const one of list) made.push(await make(one))
  return made
}
