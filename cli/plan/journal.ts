import type { Hash } from 'viem'

/** What a command has sent so far. */
export type Journal = { label: string; hash: Hash; isMined: boolean }[]

/** What to say of it when the command ends early; undefined if nothing was sent. */
export function journalText(journal: Journal): string | undefined {
  if (journal.length === 0) return undefined
  const lines = journal.map(
    ({ label, hash, isMined }) => `  ${hash}  ${isMined ? 'mined' : 'on its way'}  ${label}`,
  )
  return `Sent before that:\n${lines.join('\n')}`
}
