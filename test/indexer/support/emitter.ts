import type { Hex } from 'viem'
import { concat, size, toHex } from 'viem'

/**
 * Code of a contract that logs whatever it is called with: the first words as topics, the rest as data.
 *
 * @param topics - How many words are topics, 1 to 4.
 */
export function emitterCode(topics: number): Hex {
  const head = toHex(topics * 32, { size: 1 })
  const rest = concat(['0x60', head, '0x3603']) // PUSH1 head, CALLDATASIZE, SUB
  const copied = concat([rest, '0x60', head, '0x600037']) // PUSH1 head, PUSH1 0, CALLDATACOPY
  const loads = Array.from(
    { length: topics },
    (_, i) => concat(['0x60', toHex((topics - 1 - i) * 32, { size: 1 }), '0x35']), // PUSH1 i, CALLDATALOAD
  )
  const log = toHex(0xa0 + topics, { size: 1 })
  return concat([copied, ...loads, rest, '0x6000', log, '0x00']) // PUSH1 0, LOGn, STOP
}

/** Calldata for {@link emitterCode}. */
export function logOf(topics: readonly Hex[], data: Hex): Hex {
  if (topics.some((topic) => size(topic) !== 32)) throw new Error('A topic has 32 bytes.')
  return concat([...topics, data])
}
