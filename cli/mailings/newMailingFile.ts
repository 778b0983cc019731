import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, join, parse, resolve } from 'node:path'
import { CliError } from '../errors/CliError.ts'

/**
 * Where a new mailing is kept: as `--out` says, which may be a folder; else beside its list.
 *
 * @throws {CliError} Something is there already.
 */
export function newMailingFile(list: string, out: string | undefined): string {
  const { dir, name } = parse(list)
  const usual = `${name}.mailing`
  const isFolder = out !== undefined && statSync(out, { throwIfNoEntry: false })?.isDirectory()
  const file = isFolder ? join(out, usual) : (out ?? join(dir, usual))
  if (existsSync(file))
    throw new CliError(
      `${file} exists already, and is left as it is. If it is of this mailing, go on with pennypost mailing open --resume ${file}; else say --out.`,
    )
  // To be known before thousands of letters are sealed.
  accessSync(dirname(resolve(file)), constants.W_OK)
  return file
}
