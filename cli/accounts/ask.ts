import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'

/** Whether somebody is there to be asked: questions go to stderr, and answers come from stdin. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true
}

/** Asks for a line. */
export function ask(question: string): Promise<string> {
  return answerTo(question, process.stderr)
}

/** Asks for a line that is not shown. */
export async function askSecret(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_, __, done) => done() })
  try {
    return await answerTo('', nowhere)
  } finally {
    process.stderr.write('\n')
  }
}

function answerTo(question: string, output: NodeJS.WritableStream): Promise<string> {
  const lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 })
  const interrupted = new CliError('Interrupted.', { exitCode: exitCodes.interrupted })
  return new Promise((resolve, reject) => {
    lines.once('SIGINT', () => reject(interrupted))
    lines.once('close', () => reject(new CliError('There was no answer.')))
    lines.question(question, resolve)
  }).finally(() => lines.close()) as Promise<string>
}
