import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { openKeystore } from '../../cli/accounts/keystore.ts'
import { cliScene, dev } from './support/cliScene.ts'

const scene = cliScene()
const PENNYPOST_PASSWORD = 'correct horse battery staple'

const file = (name: string) => join(scene().folder, name)

/** Of the tests for version 3 of Web3 secret storage. */
const vectors = {
  'pbkdf2.json': {
    crypto: {
      cipher: 'aes-128-ctr',
      cipherparams: { iv: '6087dab2f9fdbbfaddc31a909735c1e6' },
      ciphertext: '5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46',
      kdf: 'pbkdf2',
      kdfparams: {
        c: 262_144,
        dklen: 32,
        prf: 'hmac-sha256',
        salt: 'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd',
      },
      mac: '517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2',
    },
    id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
    version: 3,
  },
  'scrypt.json': {
    crypto: {
      cipher: 'aes-128-ctr',
      cipherparams: { iv: '83dbcc02d8ccb40e466191a123791e0e' },
      ciphertext: 'd172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c',
      kdf: 'scrypt',
      kdfparams: {
        dklen: 32,
        n: 262_144,
        r: 1,
        p: 8,
        salt: 'ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19',
      },
      mac: '2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097',
    },
    id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
    version: 3,
  },
}

describe('account new', () => {
  it('writes a keystore that only its owner may read, which opens with the password', async () => {
    const { run, json } = scene()
    const env = { PENNYPOST_PASSWORD }
    const { address } = await json('account new me.json', { env })
    expect(statSync(file('me.json')).mode & 0o777).toBe(0o600)
    const account = await openKeystore(file('me.json'), PENNYPOST_PASSWORD)
    expect(account.address).toBe(address)

    const before = readFileSync(file('me.json'), 'utf8')
    const again = await run('account new me.json', { env })
    expect(again).toEqual({
      code: 2,
      stdout: '',
      stderr: '✗ me.json exists already, and is left as it is.\n',
    })
    expect(readFileSync(file('me.json'), 'utf8')).toBe(before)
  })

  it('takes the password of a file, and tells it nobody', async () => {
    const { run, folder } = scene()
    writeFileSync(file('password.txt'), `${PENNYPOST_PASSWORD}\nsecond line\n`)
    const { code, stdout, stderr } = await run(
      'account new other.json --password-file password.txt',
    )
    expect(code).toBe(0)
    expect(stdout + stderr).not.toContain(PENNYPOST_PASSWORD)
    await openKeystore(join(folder, 'other.json'), PENNYPOST_PASSWORD)
  })

  it('wants a password, and cannot ask without a terminal', async () => {
    const { run } = scene()
    const { code, stderr } = await run('account new third.json')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^✗ third\.json needs a password\. Set PENNYPOST_PASSWORD, give/)
    const key = await run('inbox keys new --kind ed25519 --out key.json')
    expect(key.stderr).toMatch(/^✗ key\.json needs a password\. Set PENNYPOST_KEY_PASSWORD, give/)
    writeFileSync(file('empty.txt'), '\n')
    const empty = await run('account new third.json --password-file empty.txt')
    expect(empty.stderr).toBe('✗ The first line of empty.txt is empty, and no password.\n')
  })
})

describe('an account', () => {
  it.each(Object.entries(vectors))('comes from %s of other tools', async (name, content) => {
    writeFileSync(file(name), JSON.stringify(content))
    const env = { PENNYPOST_PASSWORD: 'testpassword' }
    const { address } = await scene().json(`account show --keystore ${name}`, { env })
    expect(address).toBe('0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b')
  })

  it('does not open with a wrong password, which is told nobody', async () => {
    writeFileSync(file('locked.json'), JSON.stringify(vectors['pbkdf2.json']))
    const env = { PENNYPOST_PASSWORD: 'wrong password' }
    const { code, stdout, stderr } = await scene().run('account show --keystore locked.json', {
      env,
    })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe('✗ The password does not open locked.json.\n')
  })

  it.each([
    ['missing.json', undefined, '✗ missing.json is not there.\n'],
    ['text.json', 'my secret is 42', '✗ text.json is no JSON.\n'],
    ['else.json', '{"version":1}', /^✗ else\.json is no Web3 keystore of version 3\./],
    [
      'costly.json',
      JSON.stringify(vectors['scrypt.json']).replace('262144', '1073741824'),
      /asks for a way to derive keys that is not known, or too costly/,
    ],
  ])('cannot come from %s', async (name, content, message) => {
    if (content !== undefined) writeFileSync(file(name), content)
    const env = { PENNYPOST_PASSWORD }
    const { code, stderr } = await scene().run(`account show --keystore ${name}`, { env })
    expect(code).toBe(2)
    if (typeof message === 'string') expect(stderr).toBe(message)
    else expect(stderr).toMatch(message)
  })

  it('comes from a private key of the environment, which is told nobody', async () => {
    const { run, client } = scene()
    const privateKey = generatePrivateKey()
    const { address } = privateKeyToAccount(privateKey)
    await client.setBalance({ address, value: 10n ** 18n })
    const env = { PENNYPOST_PRIVATE_KEY: privateKey }
    const lines = ['account show', 'inbox register --dry-run', 'inbox register', 'inbox register']
    for (const line of lines.flatMap((one) => [one, `${one} --json`])) {
      const { stdout, stderr } = await run(line, { env })
      expect(stdout + stderr).not.toContain(privateKey.slice(2))
    }
    expect((await scene().json('account show', { env })).address).toBe(address)
  })

  it('cannot come from half a key, which is told nobody', async () => {
    const env = { PENNYPOST_PRIVATE_KEY: '0x1234567890abcdef' }
    const { code, stderr } = await scene().run('account show', { env })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^✗ PENNYPOST_PRIVATE_KEY is no private key/)
    expect(stderr).not.toContain('1234567890abcdef')
  })

  it('is asked for where there is none, and where there are two', async () => {
    const { run } = scene()
    expect((await run('account show')).stderr).toMatch(/^✗ Which account\? Give --keystore file/)
    const env = { PENNYPOST_KEYSTORE: 'me.json', PENNYPOST_PRIVATE_KEY: generatePrivateKey() }
    expect((await run('account show', { env })).stderr).toMatch(/not both/)
    expect((await scene().json('account show --dev 2', { env })).address).toBe(dev(2).address)
  })

  it('without money is told so', async () => {
    const privateKey = generatePrivateKey()
    const { address } = privateKeyToAccount(privateKey)
    const env = { PENNYPOST_PRIVATE_KEY: privateKey }
    const { code, stderr } = await scene().run('inbox register', { env })
    expect(code).toBe(3)
    expect(stderr).toMatch(
      /^✗ 0x\w+ has 0 ETH in its wallet, and this takes up to (0\.\d+) ETH with its gas: \1 ETH is missing\. Send it to/,
    )
    expect(stderr).toContain(address)
  })

  it('is shown without a node, and its balance is not', async () => {
    const { json, run } = scene()
    const nowhere = '--rpc http://127.0.0.1:9'
    expect(await json(`account show --dev 2 ${nowhere}`)).toEqual({
      ...{ address: dev(2).address, source: 'development account 2' },
      ...{ chain: null, inboxId: null, balance: null },
    })
    const { code, stdout, stderr } = await run(`account show --dev 2 ${nowhere}`)
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Account  ${dev(2).address}\nFrom     development account 2\n`,
    })
    expect(stderr).toMatch(/^Balance and inbox cannot be told now\. The node at http:\S+ did not/)
  })
})
