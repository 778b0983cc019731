import { InvalidArgumentError } from 'commander'

/** The id of a chain, as a number or after CAIP-2: `31337`, `eip155:31337`. */
export function parseChainId(text: string): number {
  const [, digits] = /^(?:eip155:)?([1-9]\d{0,15})$/.exec(text) ?? []
  if (digits === undefined || !Number.isSafeInteger(Number(digits)))
    throw new InvalidArgumentError('Chains are named by number, such as 31337 or eip155:31337.')
  return Number(digits)
}
