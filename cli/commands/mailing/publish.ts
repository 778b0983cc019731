import { randomInt } from 'node:crypto'
import { mailingLeafBytes } from '@pennypost/sdk/mailings'
import { mailingOfId } from '../../answers/mailingOfId.ts'
import { publishedLeaf } from '../../answers/publishedLeaf.ts'
import type { Context } from '../../context.ts'
import { CliError } from '../../errors/CliError.ts'
import { exitCodes } from '../../exitCodes.ts'
import { closingText } from '../../mailings/closingText.ts'
import type { ProvableMailing } from '../../mailings/provableMailing.ts'
import { provableMailing } from '../../mailings/provableMailing.ts'
import { putList } from '../../mailings/putList.ts'
import { confirmed } from '../../plan/confirmed.ts'
import { fields } from '../../print/tables.ts'
import { timeText } from '../../print/timeText.ts'
import { whenServed } from '../../whenServed.ts'
import { defineCommand } from '../command.ts'

export const mailingPublish = defineCommand<object, [file: string]>({
  path: 'mailing publish',
  summary: 'put the list of a mailing up, so that recipients find their proofs',
  description:
    'Put the list of a mailing up at the API: inbox and hash of each letter, without what is in it. Recipients then collect by the id of the mailing alone, without asking you. Everybody can read the list, for good, so a yes is asked for. It takes no account, and no key of the API; what an address may bring in a day the API limits. The API keeps a list whole or not at all, and once: the same command may be given again.',
  examples: ['mailing publish readers.mailing --dry-run', 'mailing publish readers.mailing --yes'],
  configure: (command) => command.argument('<file>', 'file of the mailing'),
  async run(context, _, file) {
    const { output, globals } = context
    const found = await provableMailing(context, file)
    checkOpen(found)
    const { mailingId, mailing, letters } = found
    const before = await whenServed(context, () => mailingOfId(context, mailingId))
    const isDry = globals.dryRun === true
    const details = await detailsOf(context, found)
    const title = `Publish the list of mailing ${mailingId}`
    if (!isDry && !before.isPublished) await confirmed(context, { title, details }, false)
    const isNew = !isDry && !before.isPublished && (await putList(context, found))
    // That the list is there is the API's word; what it gives of it can be proven.
    if (before.isPublished || !isDry) await publishedLeaf(context, found, randomInt(letters.length))
    const facts = { mailingId, count: letters.length, bytes: letters.length * mailingLeafBytes }
    const document = { ...facts, file, isPublished: before.isPublished || !isDry, isNew }
    output.result({ ...(isDry && { dryRun: true }), ...document }, () => {
      const { bold, green, yellow } = output.style
      const head = before.isPublished
        ? `${green('✓')} The list of mailing ${mailingId} was published before. There is nothing to be done.`
        : isDry
          ? `${bold(title)}\n${yellow('Dry run: nothing was sent.')}`
          : `${green('✓')} ${bold(title)}`
      return before.isPublished ? head : `${head}\n${fields(output.style, details)}`
    })
    if (isDry) return
    output.note(`Recipients collect with: pennypost collect --mail ${mailingId}`)
    output.note(closingText(context, file, mailing.expiresAt))
  },
})

async function detailsOf(context: Context, { letters }: ProvableMailing) {
  const count = letters.length.toLocaleString('en')
  const bytes = (letters.length * mailingLeafBytes).toLocaleString('en')
  return [
    ['Letters', `${count}, ${bytes} bytes`],
    ['API', new URL((await context.api()).url).origin],
    ['Shows', 'everybody which inboxes have letters of it, for good'],
  ] as const
}

function checkOpen({ mailing, mailingId, state, isExpired }: ProvableMailing): void {
  if (state.status !== 'closed' && !isExpired) return
  const what = isExpired ? `expired at ${timeText(mailing.expiresAt)}` : 'is closed'
  throw new CliError(`Mailing ${mailingId} ${what}: no proof of it is of use any more.`, {
    exitCode: exitCodes.refused,
  })
}
