import type { Command } from 'commander'
import type { Context } from '../context.ts'

/** A command, as one file in `commands/` defines it. */
export type CommandDefinition<
  options = object,
  args extends readonly unknown[] = readonly never[],
> = {
  /** As it is typed: `inbox keys add`. */
  path: string
  /** Begins with a verb, in lower case, and has no full stop: it stands in a list. */
  summary: string
  /** What there is more to say. */
  description?: string | undefined
  /** Command lines that work as they stand, without `pennypost`. */
  examples: readonly string[]
  /** Declares arguments and options, with parsers that refuse what cannot be meant. */
  configure?(command: Command): void
  /** Is given arguments and options as their parsers made them. */
  run(context: Context, options: options, ...args: args): Promise<void>
}

/** Lets TypeScript find out what the options and arguments are. */
export function defineCommand<options = object, args extends readonly unknown[] = []>(
  definition: CommandDefinition<options, args>,
): CommandDefinition {
  // Safety: options and arguments come from what `configure` declares, which stands beside `run`.
  return definition as unknown as CommandDefinition
}
