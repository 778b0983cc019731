import { createKey } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { keyFileName, keyFileText } from '../../../web/src/keys/keyFile.ts'
import { parseKeyFile } from '../../../web/src/keys/parseKeyFile.ts'

const inboxId = `0x${'ab'.repeat(32)}` as const
const place = { chain: 'eip155:31337', inboxId }

describe('a file of keys', () => {
  it('gives back what was saved', async () => {
    const keys = [await createKey('ed25519'), await createKey('xWing'), await createKey('x25519')]
    const found = await parseKeyFile(keyFileText({ ...place, keys }), place)
    expect(found).toEqual(keys)
    expect(keyFileName(inboxId)).toBe('pennypost-keys-abababab.json')
  })

  it('refuses what is no file of keys', async () => {
    await expect(parseKeyFile('hello', place)).rejects.toThrow('no file of keys')
    await expect(parseKeyFile('[]', place)).rejects.toThrow('no file of keys')
    const empty = keyFileText({ ...place, keys: [] })
    await expect(parseKeyFile(empty, place)).rejects.toThrow('no keys in it')
    await expect(parseKeyFile('{"version":3,"crypto":{}}', place)).rejects.toThrow('password')
  })

  it('refuses keys that name no inbox', async () => {
    const [signing, sealing] = [await createKey('p256'), await createKey('xWing')]
    const nameless = [{ signing, sealing }, signing, [sealing], { keys: [signing, sealing] }]
    for (const each of nameless)
      await expect(parseKeyFile(JSON.stringify(each), place)).rejects.toThrow('no file of keys')
    const { inboxId: _, ...rest } = JSON.parse(keyFileText({ ...place, keys: [sealing] }))
    await expect(parseKeyFile(JSON.stringify(rest), place)).rejects.toThrow('names no inbox')
  })

  it.each([{}, null, 31337, 'a chain'])('refuses keys for the chain %j', async (chain) => {
    const file = {
      ...JSON.parse(keyFileText({ ...place, keys: [await createKey('p256')] })),
      chain,
    }
    await expect(parseKeyFile(JSON.stringify(file), place)).rejects.toThrow(
      'This file names no chain that its keys are for: it was changed.',
    )
  })

  it('reads hex in capitals as what it is', async () => {
    const keys = [await createKey('ed25519'), await createKey('xWing')]
    const capitals = keys.map(({ kind, ...hex }) => ({
      kind,
      ...Object.fromEntries(
        Object.entries(hex).map(([name, value]) => [name, `0x${value.slice(2).toUpperCase()}`]),
      ),
    }))
    const file = { ...JSON.parse(keyFileText({ ...place, keys })), keys: capitals }
    expect(await parseKeyFile(JSON.stringify(file), place)).toEqual(keys)
  })

  it('refuses a file with an entry that is no key, and says which', async () => {
    const [signing, sealing] = [await createKey('ed25519'), await createKey('xWing')]
    const { publicKey: _, ...half } = sealing
    const short = { ...sealing, secretKey: sealing.secretKey.slice(0, -2) }
    for (const entry of [short, half, { ...sealing, kind: '1' }]) {
      const file = { ...JSON.parse(keyFileText({ ...place, keys: [] })), keys: [signing, entry] }
      await expect(parseKeyFile(JSON.stringify(file), place)).rejects.toThrow(
        `Key 2 (${sealing.keyId.slice(0, 10)}…) of 2 in this file is no whole key`,
      )
    }
    for (const entry of [null, 'key', 7, [], { ...half, keyId: {} }]) {
      const file = { ...JSON.parse(keyFileText({ ...place, keys: [] })), keys: [entry, signing] }
      await expect(parseKeyFile(JSON.stringify(file), place)).rejects.toThrow(
        'Key 1 of 2 in this file is no whole key',
      )
    }
  })

  it('refuses the keys of another inbox or chain', async () => {
    const keys = [await createKey('ed25519')]
    const other = `0x${'cd'.repeat(32)}` as const
    const text = keyFileText({ ...place, keys })
    await expect(parseKeyFile(text, { ...place, inboxId: other })).rejects.toThrow('those of inbox')
    await expect(parseKeyFile(text, { ...place, chain: 'eip155:1' })).rejects.toThrow('eip155:1')
    expect(await parseKeyFile(text, { ...place, inboxId: undefined })).toEqual(keys)
  })

  it.each(['ed25519', 'x25519', 'xWing'] as const)('tries the secret of %s', async (kind) => {
    const key = await createKey(kind)
    const { secretKey } = await createKey(kind)
    const text = keyFileText({ ...place, keys: [{ ...key, secretKey }] })
    await expect(parseKeyFile(text, place)).rejects.toThrow('the file was changed')
  })
})
