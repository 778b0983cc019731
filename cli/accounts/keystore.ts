import type { Address, Hex, LocalAccount } from 'viem'
import { bytesToHex, getAddress, hexToBytes, isAddress, isAddressEqual } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { CliError } from '../errors/CliError.ts'
import { readJsonFile, writeSecretFile } from './files.ts'
import type { SecretStorage } from './secretStorage.ts'
import { decrypted, encrypted, isSecretStorage } from './secretStorage.ts'

/** A Web3 keystore of an account. */
export type Keystore = SecretStorage & {
  /** In lower case without 0x, as other tools write it, who may also leave it out. */
  address?: string | undefined
}

/** @throws {CliError} It is another file. */
export function readKeystore(file: string): Keystore {
  const content = readJsonFile(file)
  if (!isSecretStorage(content))
    throw new CliError(`${file} is no Web3 keystore of version 3. pennypost account new makes one.`)
  return content
}

/** The address that a keystore says it is of; undefined if it says none. */
export function addressOfKeystore({ address }: Keystore): Address | undefined {
  const text = address === undefined ? '' : `0x${String(address).replace(/^0x/i, '')}`
  return isAddress(text, { strict: false }) ? getAddress(text) : undefined
}

/** @throws {CliError} The password is wrong, or the file names another address than it holds the key of. */
export async function openKeystore(file: string, password: string): Promise<LocalAccount> {
  const keystore = readKeystore(file)
  const bytes = await decrypted(keystore, password, file)
  if (bytes.length !== 32) throw new CliError(`${file} holds something else than a private key.`)
  const account = privateKeyToAccount(bytesToHex(bytes))
  const said = addressOfKeystore(keystore)
  if (said && !isAddressEqual(said, account.address))
    throw new CliError(`${file} says it is of ${said}, and holds the key of ${account.address}.`)
  return account
}

/** Writes a new keystore, which only its owner may read. @returns The account's address. */
export async function writeKeystore(
  file: string,
  privateKey: Hex,
  password: string,
): Promise<Address> {
  const { address } = privateKeyToAccount(privateKey)
  const storage = await encrypted(hexToBytes(privateKey), password)
  writeSecretFile(file, { address: address.slice(2).toLowerCase(), ...storage })
  return address
}
