import { readFileSync } from 'node:fs'
import { CliError } from '../errors/CliError.ts'
import { askSecret, canAsk } from './ask.ts'

/** Where a password may come from, in this order, before somebody is asked. */
export type PasswordSources = {
  file?: string | undefined
  /** Of the environment. */
  value?: string | undefined
  /** The variable and the option that give it, for who is asked; those of the account unless told. */
  variable?: string | undefined
  option?: string | undefined
}

/** The password of something that is there already. */
export async function passwordOf(what: string, sources: PasswordSources): Promise<string> {
  return given(sources) ?? (await asked(`Password of ${what}`, what, sources))
}

/** A password for something new: who types one does so twice. */
export async function newPassword(what: string, sources: PasswordSources): Promise<string> {
  const known = given(sources)
  if (known !== undefined) return known
  const first = await asked(`New password for ${what}`, what, sources)
  if ((await askSecret('Once more: ')) !== first)
    throw new CliError('The two passwords are not the same.')
  return first
}

function given({ file, value }: PasswordSources): string | undefined {
  if (file === undefined) return value
  const [line = ''] = readFileSync(file, 'utf8').split(/\r?\n/)
  if (line === '') throw new CliError(`The first line of ${file} is empty, and no password.`)
  return line
}

async function asked(
  question: string,
  what: string,
  { variable = 'PENNYPOST_PASSWORD', option = '--password-file' }: PasswordSources,
): Promise<string> {
  if (!canAsk())
    throw new CliError(
      `${what} needs a password. Set ${variable}, give ${option}, or run this on a terminal.`,
    )
  const password = await askSecret(`${question} (else set ${variable}): `)
  if (password === '') throw new CliError('An empty password is none.')
  return password
}
