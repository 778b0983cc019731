import { Command } from 'commander'
import type { CommandDefinition } from './commands/command.ts'
import { groups } from './commands/groups.ts'
import { commands } from './commands/list.ts'
import { addCompletion } from './completion.ts'
import type { Context } from './context.ts'
import { variables } from './env.ts'
import { exitCodeMeanings } from './exitCodes.ts'
import type { Globals } from './globals.ts'
import { addGlobalOptions } from './globals.ts'
import { createStyle } from './print/style.ts'
import { fields } from './print/tables.ts'

/** Makes what a command works with, once its options are known. */
export type OpenContext = (globals: Globals) => Context

/** The tree of all commands. What is wrong with the command line is thrown, as commander's error. */
export function createProgram(version: string, open: OpenContext): Command {
  const program = new Command('pennypost')
    .description('Postage and identity for messages, on chain.')
    .usage('<command> [options]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    // What is wrong is told by whoever runs the program, with the right exit code.
    .configureOutput({ outputError: () => {} })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', afterHelp)
  addGlobalOptions(program)
  for (const definition of commands) add(program, definition, open)
  addCompletion(program)
  return program
}

function add(program: Command, definition: CommandDefinition, open: OpenContext): void {
  const { path, summary, description, examples } = definition
  const words = path.split(' ')
  const name = words.at(-1) ?? path
  const command = parentOf(program, words.slice(0, -1)).command(name)
  command.summary(summary).description(description ?? `${capitalised(summary)}.`)
  definition.configure?.(command)
  command.addHelpText('after', examplesText(examples))
  command.action(async () => {
    const context = open(program.opts<Globals>())
    await definition.run(context, command.opts(), ...(command.processedArgs as never[]))
  })
}

/** The group that a command is in, made where it is the first there. */
function parentOf(program: Command, words: readonly string[]): Command {
  let parent = program
  for (const [index, word] of words.entries()) {
    const path = words.slice(0, index + 1).join(' ')
    const about = groups[path] ?? path
    parent =
      parent.commands.find((command) => command.name() === word) ??
      parent
        .command(word)
        .summary(about)
        .description(`${capitalised(about)}.`)
  }
  return parent
}

function examplesText(examples: readonly string[]): string {
  const lines = examples.map((example) => `  $ pennypost ${example}`)
  return `\nExample${examples.length === 1 ? '' : 's'}:\n${lines.join('\n')}`
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

const afterHelp = () => {
  const list = (rows: readonly (readonly [string | number, string])[]) =>
    fields(
      createStyle(false),
      rows.map(([name, meaning]) => [`  ${name}`, meaning]),
    )
  return `
Environment:
${list(variables)}

Exit codes:
${list(exitCodeMeanings)}

Examples:
  $ pennypost account new me.json
  $ pennypost inbox register --keystore me.json
  $ pennypost inbox show --dev 0 --json`
}
