import type { Hex } from 'viem'
import { keccak256, numberToHex, toRlp } from 'viem'
import type { BlockHeader } from '../wire/proof.ts'

/** Fields of a header in the order in which they are hashed. The last came one fork after another. */
const fields = [
  ...['parentHash', 'sha3Uncles', 'miner', 'stateRoot', 'transactionsRoot', 'receiptsRoot'],
  ...['logsBloom', 'difficulty', 'number', 'gasLimit', 'gasUsed', 'timestamp', 'extraData'],
  ...['mixHash', 'nonce', 'baseFeePerGas', 'withdrawalsRoot', 'blobGasUsed', 'excessBlobGas'],
  ...['parentBeaconBlockRoot', 'requestsHash'],
] as (keyof BlockHeader)[]

const numbers = new Set<keyof BlockHeader>([
  ...(['difficulty', 'number', 'gasLimit', 'gasUsed', 'timestamp', 'baseFeePerGas'] as const),
  ...(['blobGasUsed', 'excessBlobGas'] as const),
])

/**
 * The hash of a block by its header: keccak256 of the RLP of its fields, whatever of them its fork knows.
 *
 * Source: the execution specifications of Ethereum, up to the Prague fork.
 */
export function blockHashOf(header: BlockHeader): Hex {
  const given = fields.flatMap((name) => {
    const value = header[name]
    if (value === undefined) return []
    return [numbers.has(name) ? toRlpNumber(value) : (value as Hex)]
  })
  return keccak256(toRlp(given))
}

/** RLP has numbers without leading zeros, so 0 as no bytes. */
function toRlpNumber(value: string): Hex {
  const number = BigInt(value)
  return number === 0n ? '0x' : numberToHex(number)
}
