import { readFileSync } from 'node:fs'
import { CliError } from '../errors/CliError.ts'
import { askSecret, canAsk } from './ask.ts'

/** Where a password may come from, in this order, before somebody is asked. */
export type PasswordSources = {
  file?: string | undefined
  /** Of the environment. */
  value?: string | undefined
}

/** The password of something that is there already. */
export async function passwordOf(what: string, sources: PasswordSources): Promise<string> {
  return given(sources) ?? (await asked(`Password of ${what}: `, what))
}

/** A password for something new: who types one does so twice. */
export async function newPassword(what: string, sources: PasswordSources): Promise<string> {
  const known = given(sources)
  if (known !== undefined) return known
  const first = await asked(`New password for ${what}: `, what)
  if ((await asked('Once more: ', what)) !== first)
    throw new CliError('The two passwords are not the same.')
  return first
}

function given({ file, value }: PasswordSources): string | undefined {
  if (file === undefined) return value
  const [line = ''] = readFileSync(file, 'utf8').split(/\r?\n/)
  if (line === '') throw new CliError(`The first line of ${file} is empty, and no password.`)
  return line
}

async function asked(question: string, what: string): Promise<string> {
  if (!canAsk())
    throw new CliError(
      `${what} needs a password. Set PENNYPOST_PASSWORD, give --password-file, or run this on a terminal.`,
    )
  const password = await askSecret(question)
  if (password === '') throw new CliError('An empty password is none.')
  return password
}
