import type { Context } from '../context.ts'
import type { Report } from './step.ts'

/** Tells how a plan is going on stderr, and keeps what is on its way for whoever has to be told if it ends early. */
export function createReport({ output, journal }: Context, steps: number): Report {
  let isDrawn = false
  const say = (text: string, isDone: boolean) => {
    if (output.isQuiet) return
    if (isDrawn) process.stderr.write('\r\u001b[K')
    isDrawn = output.isLive && !isDone
    process.stderr.write(isDrawn ? text : `${text}\n`)
  }
  const name = (label: string) => (steps > 1 || output.isLive ? `${label}: ` : '')
  return {
    sent(label, hash) {
      journal.push({ label, hash, isMined: false })
      // A line that is to be drawn over has to fit on one of the terminal.
      const what = output.isLive ? 'sent' : `sent ${hash}`
      say(`${name(label)}${what}, waiting for it to be mined …`, false)
    },
    mined(label, { transactionHash, blockNumber }, hash = transactionHash) {
      const entry = journal.find((one) => one.hash === hash)
      if (entry) Object.assign(entry, { hash: transactionHash, isMined: true })
      say(`${name(label)}${transactionHash} is mined in block ${blockNumber}.`, true)
    },
    progress(text) {
      if (output.isLive) say(text, false)
    },
  }
}
