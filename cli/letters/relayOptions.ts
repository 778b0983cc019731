import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { isAddress } from 'viem'
import { parseAccount } from '../parse/parseAddress.ts'
import { parseUrl } from '../parse/parseUrl.ts'

export type RelayOptions = {
  /** Its address, or where it is reached. */
  relay?: string | undefined
  /** Where a relay that is named by its address is reached, if not at its endpoint. */
  at?: string | undefined
}

/** Declares `--relay`. */
export function relayOption(command: Command): Command {
  return command.option(
    '--relay <relay>',
    'relay: its address, or the url where it is reached',
    parseRelay,
  )
}

/** Declares `--relay` and `--at`, for what is sent to the relay. */
export function relayOptions(command: Command): Command {
  return relayOption(command).option(
    '--at <url>',
    'where the relay is reached, if not at its endpoint',
    parseUrl,
  )
}

function parseRelay(text: string): string {
  if (isAddress(text, { strict: false })) return parseAccount(text)
  if (/^https?:\/\//i.test(text)) return parseUrl(text)
  throw new InvalidArgumentError('Name a relay by its address, or by its url, http:// or https://.')
}
