import { exitCodes } from '../exitCodes.ts'
import type { Explanation } from './explain.ts'

const reasons: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'may not be opened by this user'],
  ['EDQUOT', 'cannot be written: there is no more room for this user'],
  ['EEXIST', 'exists already, and is left as it is'],
  ['EFBIG', 'cannot be written: it would be too large'],
  ['EISDIR', 'is a folder'],
  ['ENOENT', 'is not there'],
  ['ENOSPC', 'cannot be written: the disk is full'],
  ['ENOTDIR', 'is not there'],
  ['EROFS', 'cannot be written: the disk is read-only'],
])

/** What a file that cannot be read or written means for who named it; undefined if the error is of none. */
export function explainFile(error: unknown): Explanation | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, path } = error as NodeJS.ErrnoException
  const reason = code === undefined ? undefined : reasons.get(code)
  if (!reason || path === undefined) return undefined
  return { exitCode: exitCodes.usage, message: `${path} ${reason}.`, name: code ?? error.name }
}
