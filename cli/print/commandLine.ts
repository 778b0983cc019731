import type { Context } from '../context.ts'
import type { Globals } from '../globals.ts'

/** Options that say where and of whom; what else there is, whoever types a command says anew. */
const kept = ['rpc', 'api', 'chain', 'deployment'] as const
const ofAccount = ['keystore', 'passwordFile', 'dev'] as const

/**
 * A command as it is to be typed next, with the options of this one that name the node, the API and the chain.
 *
 * @param isSigned - Whether it is of the account, so that the options for that go along; true unless told.
 */
export function commandLine(
  { globals }: Pick<Context, 'globals'>,
  words: readonly string[],
  isSigned = true,
): string {
  const names = isSigned ? [...kept, ...ofAccount] : kept
  const options = names.flatMap((name) => optionOf(name, globals[name]))
  return ['pennypost', ...words, ...options].map(quoted).join(' ')
}

function optionOf(name: keyof Globals, value: string | number | undefined): readonly string[] {
  if (value === undefined) return []
  const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  return [option, isSecret(name, value) ? '…' : String(value)]
}

/** Urls of nodes have keys in them, which are never printed. */
function isSecret(name: keyof Globals, value: string | number): boolean {
  if (name !== 'rpc' && name !== 'api') return false
  return new URL(value).origin !== String(value).replace(/\/$/, '')
}

/** A word as a shell takes it for one. */
function quoted(word: string): string {
  return /^[\w./:@%+=,…-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
