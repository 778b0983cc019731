import type { Explanation } from './errors/explain.ts'
import { terminalSafe } from './print/printable.ts'
import type { Style } from './print/style.ts'
import { createStyle } from './print/style.ts'
import { toJson } from './print/toJson.ts'

/** Where everything goes that a command prints. Results go to stdout; all else to stderr. */
export type Output = {
  readonly isJson: boolean
  readonly isQuiet: boolean
  /** Of stdout. */
  readonly style: Style
  /** Whether somebody watches stderr, so that a line can be drawn over. */
  readonly isLive: boolean
  /**
   * Prints the result, once: with --json the document, else the text.
   *
   * @param text - Without a line break at its end; an empty one is not printed.
   */
  result(document: unknown, text: () => string): void
  /** Prints one result of a stream that may go on: with --json a document on one line. */
  line(document: unknown, text: () => string): void
  /** Says how things are going, on stderr. */
  note(text: string): void
  /** Says why the command failed, on stderr, and with --json also as the document. */
  failure(explanation: Explanation, facts?: object): void
  /** Takes care that a text is never told in an error, whatever a library puts there. */
  hide(secret: string | undefined): void
}

export type OutputOptions = { isJson: boolean; isQuiet: boolean; isPlain: boolean }

type Streams = { stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream }

export function createOutput(
  { isJson, isQuiet, isPlain }: OutputOptions,
  { stdout, stderr }: Streams = process,
): Output {
  const secrets = new Set<string>()
  const scrubbed = (text: string) =>
    [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
  const print = (text: string) => void (text === '' || stdout.write(`${text}\n`))
  const isLive = stderr.isTTY === true
  const loud = createStyle(isLive && !isPlain)
  return {
    isJson,
    isQuiet,
    isLive,
    style: createStyle(stdout.isTTY === true && !isPlain && !isJson),
    result: (document, text) => print(isJson ? toJson(document, 2) : terminalSafe(text())),
    line: (document, text) => print(isJson ? toJson(document) : terminalSafe(text())),
    note(text) {
      if (!isQuiet) stderr.write(`${terminalSafe(text)}\n`)
    },
    failure({ exitCode, message, name }, facts = {}) {
      const told = terminalSafe(scrubbed(message))
      stderr.write(`${loud.red('✗')} ${told}\n`)
      // On one line, as it may be the last of a stream of documents.
      if (isJson) print(toJson({ error: { exitCode, name, message: told, ...facts } }))
    },
    hide(secret) {
      // A secret of a few letters is part of many words, and no secret.
      if (secret && secret.length >= 8) secrets.add(secret)
    },
  }
}
