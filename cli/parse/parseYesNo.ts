import { InvalidArgumentError } from 'commander'

/** `yes` or `no`. */
export function parseYesNo(text: string): boolean {
  if (text === 'yes') return true
  if (text === 'no') return false
  throw new InvalidArgumentError('Say yes or no.')
}
