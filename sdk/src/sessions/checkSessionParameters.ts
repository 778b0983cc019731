import type { Hex } from 'viem'
import { isAddress, isHex, zeroAddress } from 'viem'
import { contractsOn } from '../chain/contracts.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { publicKeyOf } from '../keys/publicKeyOf.ts'
import { accountOfWallet } from '../signing/signByWallet.ts'
import { relayUrl } from './relayUrl.ts'
import type { SignSessionParameters } from './signSession.ts'

/**
 * Checks all of a session that is known before its relay gives a challenge.
 *
 * @throws {InvalidParameterError} A parameter is not of its form, keys of the kind cannot sign, or the secret is none.
 * @throws {UnknownChainError} No addresses are known for the chain, and no `contracts` were given.
 * @throws {AccountRequiredError} The signer is a client without an account.
 */
export function checkSessionParameters(parameters: Omit<SignSessionParameters, 'challenge'>): void {
  const { chainId, contracts, inboxId, relay, signer, url } = parameters
  checkBytes32('inboxId', inboxId)
  relayUrl(url)
  if (!isAddress(relay) || relay === zeroAddress)
    throw new InvalidParameterError('relay', `\`relay\` is the address of a relay, not ${relay}.`)
  if (!contracts) contractsOn(chainId)
  if ('secretKey' in signer) publicKeyOf(signer)
  else accountOfWallet(signer)
}

/** @throws {InvalidParameterError} */
export function checkBytes32(name: string, value: Hex): void {
  if (isHex(value) && value.length === 66) return
  throw new InvalidParameterError(name, `\`${name}\` is 32 bytes, not ${value}.`)
}
