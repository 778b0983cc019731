/** What the process ends with. Scripts go by these: a code never changes its meaning. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  usage: 2,
  refused: 3,
  unreachable: 4,
  untrusted: 5,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The same for people, in the order in which they are to be read. */
export const exitCodeMeanings: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [exitCodes.done, 'done'],
  [exitCodes.unexpected, 'something unexpected'],
  [exitCodes.usage, 'bad usage or input; nothing was sent'],
  [exitCodes.refused, 'refused by a contract, or not eligible'],
  [exitCodes.unreachable, 'no answer from the node, the API or a relay'],
  [exitCodes.untrusted, 'no answer that can be trusted now, such as that of a stale index'],
  [exitCodes.interrupted, 'interrupted'],
]
