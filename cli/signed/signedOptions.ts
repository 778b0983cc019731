import type { Command } from 'commander'
import { CliError } from '../errors/CliError.ts'
import { parseTime } from '../parse/parseTime.ts'

/** For what one account signs, and another sends. */
export type SignedOptions = {
  sign?: boolean | undefined
  signature?: string | undefined
  deadline?: number | undefined
}

/** Whose gas it is, for the question before it is sent. */
export const forSomebodyElse = 'the account pays it, for what somebody else signed'

export function signedOptions(command: Command): Command {
  return command
    .option('--sign', 'only sign, and print what --signature takes; send nothing')
    .option('--signature <file>', 'send what was signed with --sign; - is stdin')
    .option(
      '--deadline <time>',
      'with --sign: until when it is good (default: for an hour)',
      parseTime,
    )
}

/** @throws {CliError} Options that exclude each other. What is signed fixes all the rest. */
export function checkSignedOptions<options extends SignedOptions>(
  options: options,
  fixed: readonly (keyof options & string)[],
): void {
  const { sign, signature, deadline } = options
  if (sign && signature !== undefined)
    throw new CliError('--sign makes a signature, and --signature uses one: not both at once.')
  if (deadline !== undefined && !sign) throw new CliError('--deadline is for --sign.')
  const superfluous = fixed.find((name) => signature !== undefined && options[name] !== undefined)
  if (superfluous)
    throw new CliError(`--${kebab(superfluous)} is fixed by what was signed: leave it out.`)
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
