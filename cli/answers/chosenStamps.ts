import type { Command } from 'commander'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { parseIds } from '../parse/parseId.ts'
import type { PassedOver } from './passedOver.ts'
import type { PostedStamp } from './postedStamp.ts'
import { stampsOfFile } from './stampsOfFile.ts'
import { stampsOfIds } from './stampsOfIds.ts'

/** Which stamps are meant. */
export type StampOptions = {
  all?: boolean | undefined
  stamp?: readonly string[] | undefined
}

export type ChosenStamps = {
  stamps: readonly PostedStamp[]
  /** Those of which nobody knows more than the id. */
  missing: readonly PassedOver[]
}

/** Declares how stamps are named. @param texts - What `--all` means, where there is that option; what the ids are of. */
export function stampOptions(
  command: Command,
  { all, ids = 'ids of the stamps' }: { all?: string; ids?: string },
): Command {
  const named = command
    .argument('[ids...]', ids, parseIds)
    .option(
      '--stamp <file>',
      'a whole stamp, where the API cannot be asked; may come again',
      listed,
    )
  return all === undefined ? named : named.option('--all', all)
}

/** Declares `--mail`. @param flag - With what it takes: `--mail <file>`. */
export function mailOption(command: Command, meaning: string, flag = '--mail <file>'): Command {
  return command.option(flag, meaning, listed)
}

/** @throws {CliError} Nothing is named, or everything and something. */
export function checkChosen(
  stampIds: readonly Hex[],
  { all = false, stamp = [], ...others }: StampOptions & { mail?: readonly string[] | undefined },
): void {
  const isNamed = stampIds.length + stamp.length > 0
  if (all && isNamed) throw new CliError('Name stamps, or say --all: not both.')
  if (!all && !isNamed && !others.mail?.length)
    throw new CliError('Which ones? Name them by their ids; --help says what else there is.')
}

/** The whole stamps that are meant, each held against its id. */
export async function chosenStamps(
  context: Context,
  stampIds: readonly Hex[],
  { all = false, stamp: files = [] }: StampOptions,
  listAll: () => Promise<readonly PostedStamp[]>,
): Promise<ChosenStamps> {
  if (all) return { stamps: await listAll(), missing: [] }
  const given = await Promise.all(files.map((file) => stampsOfFile(context, file)))
  const { found, missing } = await stampsOfIds(context, [...new Set(stampIds)])
  return { stamps: [...given.flat(), ...found], missing }
}

const listed = (text: string, before: readonly string[] = []) => [...before, text]
