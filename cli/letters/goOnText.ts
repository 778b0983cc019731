import type { DraftKeeper } from './draftKeeper.ts'
import type { Outgoing } from './outgoing.ts'

export type GoOnParameters = {
  letter: Pick<Outgoing, 'paid'>
  draft: Pick<DraftKeeper, 'file'>
  /** The command line that sends the letter again from a file. */
  again: (file: string) => string
  /** Whether it is known that it was paid for. */
  isSure: boolean
}

/** How to go on with a letter that was paid for, or may have been; undefined: nothing can have been paid. */
export function goOnText({ letter, draft, again, isSure }: GoOnParameters): string | undefined {
  const file = draft.file()
  if (file === undefined && !letter.paid) return undefined
  const paid = isSure || letter.paid ? 'was paid for' : 'may have been paid for'
  if (file === undefined)
    return `The letter ${paid}. Send it again, without paying, by the same command.`
  return `The letter ${paid}, and is kept in ${file}. Send it again, without paying, with\n  ${again(file)}`
}
