import type { Hex } from 'viem'
import { concat, hexToBytes } from 'viem'

/** The letters of a mailing as `PUT /v1/mailings/{mailingId}/leaves` takes them: 64 bytes each, inboxId ‖ letterHash. */
export function lettersToWire(
  letters: readonly { inboxId: Hex; letterHash: Hex }[],
): Uint8Array<ArrayBuffer> {
  const wire = concat(letters.flatMap(({ inboxId, letterHash }) => [inboxId, letterHash]))
  return new Uint8Array(hexToBytes(wire))
}
