/** What a stranger may bring as the letters of mailings. */
export type LeafLimits = {
  /** Letters of one mailing. */
  maxLetters: number
  /** Bytes that one client address may bring on one day (UTC). */
  quotaBytesPerDay: number
}

/** Four million letters, 256 MiB, are some 40 s of work for one core. */
export const defaultLeafLimits: LeafLimits = {
  maxLetters: 2 ** 22,
  quotaBytesPerDay: 2 ** 30,
}
