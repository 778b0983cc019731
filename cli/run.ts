import { readFileSync } from 'node:fs'
import { CommanderError } from 'commander'
import type { Context } from './context.ts'
import { createContext } from './context.ts'
import { readEnv } from './env.ts'
import { CliError } from './errors/CliError.ts'
import { ExitError } from './errors/ExitError.ts'
import type { Explanation } from './errors/explain.ts'
import { explain } from './errors/explain.ts'
import { explainFor } from './errors/explainFor.ts'
import type { ExitCode } from './exitCodes.ts'
import { exitCodes } from './exitCodes.ts'
import type { Output } from './output.ts'
import { createOutput } from './output.ts'
import type { Journal } from './plan/journal.ts'
import { journalText } from './plan/journal.ts'
import { createProgram } from './program.ts'

/**
 * Runs a command line.
 *
 * @param argv - Without program and script.
 * @returns What the process is to end with.
 */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  const env = readEnv()
  const journal: Journal = []
  // Until the options are parsed; a bad command line is to be told in the form that was asked for.
  const isJson = argv.includes('--json')
  let output: Output = createOutput({ isJson, isQuiet: false, isPlain: env.isPlain })
  let context: Context | undefined
  const program = createProgram(versionOf(), (globals) => {
    const { json = false, quiet = false } = globals
    output = createOutput({ isJson: json, isQuiet: quiet, isPlain: env.isPlain })
    context = createContext(env, globals, output, journal)
    return context
  })
  const fail = (explanation: Explanation): ExitCode => {
    const sent = journal.map(({ label, hash, isMined }) => ({ label, hash, isMined }))
    const told = journalText(journal)
    if (told) output.note(told)
    output.failure(explanation, sent.length > 0 ? { sent } : {})
    return explanation.exitCode
  }
  const interrupted = () => {
    const wayOn = context?.wayOn.text()
    const message = wayOn === undefined ? 'Interrupted.' : `Interrupted. ${wayOn}`
    process.exit(fail(explain(new CliError(message, { exitCode: exitCodes.interrupted }))))
  }
  // Not once: while this is told, a second signal, as where npm passes it on, would end the process in the middle of it.
  process.on('SIGINT', interrupted)
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    if (error instanceof ExitError) return error.exitCode
    if (!(error instanceof CommanderError)) return fail(await explainFor(context, error))
    return explainUsage(error, fail)
  } finally {
    process.off('SIGINT', interrupted)
  }
}

/** What commander says of a command line. Help that was asked for is no error; help in place of a command is. */
function explainUsage(error: CommanderError, fail: (told: Explanation) => ExitCode): ExitCode {
  const { code, exitCode, message } = error
  if (exitCode === 0) return exitCodes.done
  const told = code === 'commander.help' ? 'Which command?' : plainly(message)
  const sentence = `${told.charAt(0).toUpperCase()}${told.slice(1)}`
  const name = code.replace(/^commander\./, '')
  return fail({ exitCode: exitCodes.usage, name, message: sentence })
}

/** In words that people use, where a value will not do. */
function plainly(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(
      /^command-argument value '(.*?)' is invalid for argument '(.*?)'\./s,
      '"$1" will not do for <$2>.',
    )
    .replace(/^option '(.*?)' argument '(.*?)' is invalid\./s, '"$2" will not do for $1.')
    .trim()
}

function versionOf(): string {
  const file = new URL('../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
