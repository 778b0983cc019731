import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { commandLine } from '../print/commandLine.ts'
import { moneyText } from '../print/moneyText.ts'
import { quotedText } from '../print/quotedText.ts'
import { fields } from '../print/tables.ts'
import { timeText } from '../print/timeText.ts'
import type { LetterPostage } from './letterPostage.ts'
import { shownText } from './shownText.ts'

/** A letter that was read. */
export type ReadLetter = {
  letterId: string
  letterHash: Hex
  /** Whom the relay found to have written it; undefined: nobody is proven. */
  sender: Hex | undefined
  receivedAt: number
  /** Id of what paid; undefined: it was free. */
  postageId: Hex | undefined
  /** Undefined: it was free, or cannot be told. `not_proven`: nothing shows that it paid for this letter. */
  postage: LetterPostage | 'not_proven' | undefined
  content: Uint8Array
  text: string | undefined
  /** Where it was written. */
  file: string | undefined
}

type ReadContext = { output: Pick<Context['output'], 'style'>; globals: Context['globals'] }

/** A letter for people: who wrote it, what waits for an answer, and what it says. */
export function readLetterText(context: ReadContext, letter: ReadLetter): string {
  const { letterId, letterHash, sender, receivedAt, file, text, content } = letter
  const { style } = context.output
  const head = fields(style, [
    ['Letter', `${letterId}, taken in at ${timeText(receivedAt)}`],
    [
      'From',
      sender ? `${sender}, as was proven to the relay` : 'nobody is proven to have written it',
    ],
    ...postageRows(context, letter),
    ['Hash', letterHash],
    ['File', file && `${file}, ${content.length.toLocaleString('en')} bytes`],
  ])
  if (file !== undefined) return head
  return `${head}\n\n${bodyText(text, content)}\n`
}

/** What to say of a letter that was not shown whole, and so stays at the relay; undefined: it was. */
export function lackOf({ file, text }: ReadLetter): string | undefined {
  if (file !== undefined) return undefined
  if (text === undefined) return 'It is no text: --out writes it to a file.'
  if (shownText(text).isWhole) return undefined
  return 'It has signs that steer a terminal, shown as ?: --out writes it as it is.'
}

function postageRows(
  context: ReadContext,
  { postageId, postage }: ReadLetter,
): (readonly [string, string | undefined])[] {
  if (!postageId) return [['Postage', 'none was due']]
  if (!postage) return [['Postage', `${postageId}, of which nothing is known now`]]
  if (postage === 'not_proven')
    return [['Postage', `not proven: the relay names ${postageId}, and not what shows that`]]
  const { kind, payer, stake } = postage
  return [
    ['Paid by', `${payer}, ${kind} ${postageId}`],
    ['Stake', `${moneyText(stake)}, ${stakeText(postage)}`],
    ['Collect', isWaiting(postage) ? collectText(context, postage) : undefined],
  ]
}

function stakeText(postage: LetterPostage): string {
  const { kind, status, expiresAt } = postage
  if (status !== 'open' && status !== 'admitted') return status
  const until = timeText(expiresAt)
  if (!isWaiting(postage)) return `not answered by ${until}, so it goes back`
  return `waiting: collect${kind === 'stamp' ? ' or return' : ''} it before ${until}`
}

function isWaiting({ status, expiresAt }: LetterPostage): boolean {
  return (status === 'open' || status === 'admitted') && expiresAt * 1_000 > Date.now()
}

/** How the stake of a letter of a mailing is collected, which takes a proof that does not come with the letter; undefined of a stamp. */
function collectText(context: ReadContext, { kind, postageId, isPublished }: LetterPostage) {
  if (kind === 'stamp') return undefined
  const collect = (mail: string) => commandLine(context, ['collect', '--mail', mail])
  if (isPublished) return collect(postageId)
  return [
    'once whoever paid has published the list of the mailing:',
    `  ${collect(postageId)}`,
    'or with the proof in a file, mail.json, from whoever paid:',
    `  ${collect('mail.json')}`,
  ].join('\n')
}

function bodyText(text: string | undefined, content: Uint8Array): string {
  if (text === undefined) return `(${content.length.toLocaleString('en')} bytes that are no text)`
  return quotedText(shownText(text).shown.trimEnd())
}

/** A letter for programs. */
export function readLetterJson({
  content,
  text,
  file,
  sender,
  postageId,
  postage,
  ...known
}: ReadLetter) {
  const isProven = postage !== undefined && postage !== 'not_proven'
  const inside = text === undefined ? { base64: Buffer.from(content).toString('base64') } : { text }
  return {
    ...{ ...known, sender: sender ?? null, senderProven: sender !== undefined },
    ...{ postageId: postageId ?? null, postage: isProven ? postage : null },
    ...{ postageProven: isProven, bytes: content.length },
    ...(file === undefined ? inside : { file }),
  }
}
