import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import * as Keystore from 'ox/Keystore'
import { stringToBytes } from 'viem'
import { derivedKey } from '../../../cli/accounts/derivedKey.ts'
import type { CreatableKeyKind } from '../../../sdk/src/keys/createKey.ts'
import { createKey } from '../../../sdk/src/keys/createKey.ts'

/** As a file may ask for, and no second of scrypt each time that it is opened, as those of the command line take. */
const quick = { n: 2, r: 8, p: 1, dklen: 32 }

/** Writes a file of a new inbox key, as `inbox keys new` does but for what a guess costs. @returns The key's id. */
export async function quickKeyFile(
  file: string,
  kind: CreatableKeyKind,
  password: string,
): Promise<string> {
  const pair = await createKey(kind)
  const { kind: number, keyId, publicKey } = pair
  writeFileSync(
    file,
    JSON.stringify({
      key: { kind: number, keyId, publicKey },
      ...(await quickStorage(stringToBytes(JSON.stringify(pair)), password)),
    }),
  )
  return keyId
}

/** Bytes behind a password, as Web3 secret storage. */
export async function quickStorage(bytes: Uint8Array, password: string) {
  const kdf = 'scrypt'
  const kdfparams = { ...quick, salt: randomBytes(32).toString('hex') }
  const key = await derivedKey(password, { kdf, kdfparams })
  const iv = new Uint8Array(randomBytes(16))
  return Keystore.encrypt(bytes, key, { kdf, kdfparams, iv })
}
