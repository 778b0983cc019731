/** Most keys that one letter is sealed for: as many as an inbox can have. */
export const maxLetterKeys = 256

/** Longest content of a letter, in bytes: 512 KiB with its length before it. */
export const maxContentBytes = 2 ** 19 - 4

/** Length of the longest letter there can be, in bytes: below 1 MiB, so that whoever takes bodies of 1 MiB takes every letter. */
export const maxLetterBytes = 77 + maxLetterKeys * 1_201 + 2 ** 19 + 16
