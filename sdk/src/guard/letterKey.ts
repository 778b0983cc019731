import type { Hex } from 'viem'

/** Which letter: the same bytes may be sent to several inboxes. In lower case. */
export type LetterKey = { inboxId: Hex; letterHash: Hex }
