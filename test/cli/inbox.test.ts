import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hexToBytes, parseEther, zeroAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { openKeyFile } from '../../cli/accounts/keyFile.ts'
import { addresses } from '../../generated/addresses.ts'
import { inboxRegistryAbi } from '../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { inboxIdOf } from '../../protocol/ids.ts'
import type { CreatableKeyKind } from '../../sdk/src/keys/createKey.ts'
import { cliScene, dev } from './support/cliScene.ts'
import { quickKeyFile, quickStorage } from './support/quickKeyFile.ts'

const scene = cliScene()
const PENNYPOST_PASSWORD = 'correct horse battery staple'
const env = { PENNYPOST_PASSWORD }
const inboxId = inboxIdOf(dev(1).address, 0n)
const DAY = 86_400

const registry = { abi: inboxRegistryAbi, address: addresses.InboxRegistry } as const
const office = { abi: postOfficeAbi, address: addresses.PostOffice } as const
const read = <value>(call: object) => scene().client.readContract(call as never) as Promise<value>
const inboxOf = (index: number) =>
  read({ ...registry, functionName: 'inboxOf', args: [dev(index).address] })
const keyStatus = (keyId: string) =>
  read({ ...registry, functionName: 'keyStatus', args: [inboxId, keyId] })

/** Makes a file of a new key. */
const newKey = (kind: CreatableKeyKind, name: string) =>
  quickKeyFile(join(scene().folder, name), kind, PENNYPOST_PASSWORD)

async function later(seconds: number): Promise<void> {
  await scene().client.increaseTime({ seconds })
  await scene().client.mine({ blocks: 1 })
}

describe('inbox register', () => {
  it('registers with keys, of which the one that signs speaks for the other', async () => {
    const { json, state } = scene()
    const signing = await newKey('ed25519', 'signing.json')
    const sealing = await newKey('xWing', 'letters.json')
    const line = 'inbox register --dev 1 --key letters.json --key signing.json'
    const before = await state(dev(1).address)
    const dry = await json(`${line} --dry-run`, { env })
    expect(dry.steps[0]).toMatchObject({ contract: 'InboxRegistry', function: 'register' })
    expect(await state(dev(1).address)).toEqual(before)

    const done = await json(line, { env })
    expect(done).toMatchObject({ inboxId, wallet: dev(1).address, chain: 'eip155:31337' })
    expect(await inboxOf(1)).toBe(inboxId)
    expect([await keyStatus(signing), await keyStatus(sealing)]).toEqual([1, 1])
  })

  it('is refused the second time with 3', async () => {
    const { code, stdout, stderr } = await scene().run('inbox register --dev 1')
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/is a wallet of inbox 0x\w+ already, and can be of one only/)
  })

  it('can be signed by one account, and paid for by another', async () => {
    const { run, json } = scene()
    const signed = await run('inbox register --sign --nonce 5 --dev 2')
    writeFileSync(join(scene().folder, 'register.json'), signed.stdout)
    const unasked = await run('inbox register --signature register.json --dev 0')
    expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('Say --yes') })
    const done = await json('inbox register --signature register.json --dev 0 --yes')
    expect(done.inboxId).toBe(inboxIdOf(dev(2).address, 5n))
    expect(await inboxOf(2)).toBe(done.inboxId)
    const superfluous = await run('inbox register --signature register.json --nonce 1 --dev 0')
    expect(superfluous.stderr).toBe('✗ --nonce is fixed by what was signed: leave it out.\n')
  })
})

describe('inbox link', () => {
  it('shows what the wallet would sign, and what would be sent then', async () => {
    const { json, state } = scene()
    const before = [await state(dev(1).address), await state(dev(3).address)]
    const { steps } = await json('inbox link --dev 1 --wallet-dev 3 --dry-run')
    expect(steps).toMatchObject([
      {
        kind: 'signature',
        typedData: {
          primaryType: 'LinkWallet',
          domain: { verifyingContract: addresses.InboxRegistry },
          message: { inboxId, wallet: dev(3).address, nonce: '0' },
        },
      },
      { kind: 'transaction', function: 'linkWallet', gas: null },
    ])
    expect([await state(dev(1).address), await state(dev(3).address)]).toEqual(before)
  })

  it('links in one go', async () => {
    await scene().json('inbox link --dev 1 --wallet-dev 3')
    expect(await inboxOf(3)).toBe(inboxId)
  })

  it('links in two, by a file or stdin', async () => {
    const { run, json, state } = scene()
    const before = await state(dev(4).address)
    const signed = await run(`inbox link --dev 4 --sign --inbox ${inboxId}`)
    expect(JSON.parse(signed.stdout)).toMatchObject({
      pennypost: 'link',
      chain: 'eip155:31337',
      signed: { inboxId, wallet: dev(4).address },
    })
    expect(await state(dev(4).address)).toEqual(before)
    const done = await json('inbox link --dev 1 --yes --signature -', { input: signed.stdout })
    expect(done.wallet).toBe(dev(4).address)
    expect(await inboxOf(4)).toBe(inboxId)
    const again = await run('inbox link --dev 1 --yes --signature -', { input: signed.stdout })
    expect(again.code).toBe(3)
  })

  it('links a wallet of a keystore with a password of its own', async () => {
    const { json, run } = scene()
    const walletPassword = 'another password'
    const privateKey = generatePrivateKey()
    const { address } = privateKeyToAccount(privateKey)
    const storage = await quickStorage(hexToBytes(privateKey), walletPassword)
    writeFileSync(join(scene().folder, 'phone.json'), JSON.stringify(storage))
    const line = 'inbox link --dev 1 --wallet-keystore phone.json'
    const wrong = await run(line, { env })
    expect(wrong).toMatchObject({ code: 2, stderr: '✗ The password does not open phone.json.\n' })
    const own = { PENNYPOST_WALLET_PASSWORD: walletPassword }
    expect((await json(line, { env: own })).wallet).toBe(address)
  })

  it.each([
    ['inbox link --dev 1', /^✗ Which wallet joins\?/],
    ['inbox link --dev 1 --sign', /^✗ Which inbox is joined\?/],
    ['inbox link --dev 1 --sign --signature x.json', /not both at once/],
    ['inbox link --dev 1 --signature register.json', /is not what pennypost inbox link --sign/],
    ['inbox link --dev 19 --wallet-dev 3', /is a wallet of no inbox on chain 31337/],
  ])('refuses %s', async (line, message) => {
    const { code, stderr } = await scene().run(line)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })

  it.each(['maxFeePerGas', 'gas', 'nonce', 'account', 'contracts'])(
    'lets nobody who signed say how it is sent: %s',
    async (name) => {
      const { run, state } = scene()
      const signed = await run(`inbox link --dev 5 --sign --inbox ${inboxId}`)
      const document = JSON.parse(signed.stdout)
      document.signed[name] = 9_000_000_000_000_000
      const before = await state(dev(1).address)
      const { code, stderr } = await run('inbox link --dev 1 --yes --signature -', {
        input: JSON.stringify(document),
      })
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `✗ Stdin is not what pennypost inbox link --sign prints: \`${name}\` is nothing that is signed.\n`,
      })
      expect(await state(dev(1).address)).toEqual(before)
    },
  )

  it('takes no signature for another chain', async () => {
    const { run } = scene()
    const signed = await run(`inbox link --dev 5 --sign --inbox ${inboxId}`)
    const input = signed.stdout.replace('eip155:31337', 'eip155:1')
    const { code, stderr } = await run('inbox link --dev 1 --signature -', { input })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^✗ Stdin was signed for InboxRegistry 0x\w+ on eip155:1, and this is/)
  })
})

it('inbox unlink takes a wallet away', async () => {
  await scene().json(`inbox unlink ${dev(3).address} --dev 1`)
  expect(await inboxOf(3)).toBe(`0x${'00'.repeat(32)}`)
})

describe('inbox keys', () => {
  it('are added with an end, by a voucher that is active already', async () => {
    const keyId = await newKey('x25519', 'more.json')
    const line = 'inbox keys add --key more.json --voucher signing.json --expires 2100-01-01'
    const { keys } = await scene().json(`${line} --dev 1`, { env })
    expect(keys).toMatchObject([{ keyId, kind: 2, expiresAt: 4_102_444_800 }])
    expect(await keyStatus(keyId)).toBe(1)
  })

  it('are revoked after a yes', async () => {
    const { run, json } = scene()
    const keyId = await newKey('p256', 'p256.json')
    await json('inbox keys add --key p256.json --dev 1', { env })
    const unasked = await run(`inbox keys revoke ${keyId} --dev 1`)
    expect(unasked.code).toBe(2)
    expect(await keyStatus(keyId)).toBe(1)
    await json(`inbox keys revoke ${keyId} --dev 1 --yes`)
    expect(await keyStatus(keyId)).toBe(3)
    const { keyCount } = await json('inbox show --dev 1')
    expect(keyCount).toBe(3)
    await json('inbox keys revoke --all --dev 1 --yes')
    expect((await json('inbox show --dev 1')).keyCount).toBe(0)
  })

  it('are told nobody, and never written over', async () => {
    const { run, json, folder } = scene()
    const { keyId } = await json('inbox keys new --kind ed25519 --out own.json', { env })
    expect(statSync(join(folder, 'own.json')).mode & 0o777).toBe(0o600)
    const text = readFileSync(join(folder, 'own.json'), 'utf8')
    expect(text).not.toContain('secretKey')
    const opened = await openKeyFile(join(folder, 'own.json'), PENNYPOST_PASSWORD)
    expect(opened.keyId).toBe(keyId)
    const { stdout, stderr, code } = await run('inbox keys new --kind ed25519 --out own.json', {
      env,
    })
    expect(code).toBe(2)
    expect(stderr).toBe('✗ own.json exists already, and is left as it is.\n')
    expect(stdout).toBe('')
    const wrong = { PENNYPOST_PASSWORD: 'wrong password' }
    const closed = await run('inbox keys add --key signing.json --dev 1', { env: wrong })
    expect(closed.stderr).toBe('✗ The password does not open signing.json.\n')
  })

  it('are looked for before a password is', async () => {
    const { stderr } = await scene().run('inbox keys add --key absent.json --dev 1')
    expect(stderr).toBe('✗ absent.json is not there.\n')
  })

  it('are not added from a file that names another key', async () => {
    const { run, folder } = scene()
    const content = JSON.parse(readFileSync(join(folder, 'more.json'), 'utf8')) as {
      key: { keyId: string }
    }
    content.key.keyId = `0x${'12'.repeat(32)}`
    writeFileSync(join(folder, 'changed.json'), JSON.stringify(content))
    const { code, stderr } = await run('inbox keys add --key changed.json --dev 1', { env })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^✗ changed\.json was changed/)
  })

  it('need the API to be listed', async () => {
    const { code, stderr } = await scene().run('inbox keys list --dev 1')
    expect(code).toBe(4)
    expect(stderr).toMatch(
      /^✗ The API did not answer, asked for the keys of an inbox at http:\/\/127\.0\.0\.1:9: .* Is it running, and --api or PENNYPOST_API_URL right\?\n$/,
    )
  })
})

describe('what an inbox asks', () => {
  it('is set by terms, and shown', async () => {
    const { json, run } = scene()
    await json('inbox terms 0.001 ETH --window 3d --relay-may-collect --dev 1')
    const now = { ...office, functionName: 'terms', args: [inboxId, zeroAddress] }
    expect((await read<unknown[]>(now)).slice(0, 3)).toEqual([parseEther('0.001'), 3 * DAY, true])
    expect(await json('inbox terms --dev 1')).toMatchObject({
      door: 'postage',
      terms: [{ stake: `${parseEther('0.001')}`, window: 3 * DAY, relayMayCollect: true }],
      isWhole: false,
    })
    expect((await run('inbox terms --dev 1')).stdout).toMatch(/^0\.001 ETH +3 days +yes +/m)
    await json('inbox terms 0 ETH --dev 1')
    expect((await json('inbox terms --dev 1')).terms).toEqual([])
  })

  it.each([
    ['inbox terms 0.001 ETH --dev 1', 2, /Say --window, such as --window 3d/],
    ['inbox terms --window 3d --dev 1', 2, /How much is the stake/],
    ['inbox terms 0.001 ETH --window 3 --dev 1', 2, /Say the unit: 3d, 3h, 3m or 3s\./],
    ['inbox terms 0.001 ETH --window 3w --dev 1', 2, /Give a span of time/],
    ['inbox terms 0.001 ETH --window 59m --dev 1', 3, /time to answer is 3600 to 2592000 seconds/],
    ['inbox terms 0.001 ETH --window 3d --dev 9', 2, /is a wallet of no inbox/],
    [`inbox door free --inbox ${inboxId} --dev 9`, 3, /Only a wallet of inbox/],
  ])('is not set by %s', async (line, exitCode, message) => {
    const { code, stderr } = await scene().run(line)
    expect(stderr).toMatch(message)
    expect(code).toBe(exitCode)
  })

  it('is set by door, consent and payout, and shown', async () => {
    const { json } = scene()
    await json('inbox door closed --dev 1')
    expect(await json('inbox door --dev 1')).toMatchObject({ door: 'closed' })
    const sender = dev(8).address
    await json(`inbox consent ${sender} denied --dev 1`)
    expect(await json(`inbox consent ${sender} --dev 1`)).toMatchObject({ consent: 'denied' })
    await json(`inbox payout ${sender} --dev 1`)
    expect((await json('inbox payout --dev 1')).payout).toBe(sender)
    await json('inbox payout recovery --dev 1')
    expect((await json('inbox payout --dev 1')).payout).toBe(dev(1).address)
  })
})

describe('the recovery', () => {
  it('has a guardian from two days later', async () => {
    const { json } = scene()
    await json(`inbox guardian ${dev(10).address} --dev 1`)
    const coming = await json('inbox guardian --dev 1')
    expect(coming).toMatchObject({ guardian: null, change: { guardian: dev(10).address } })
    await later(2 * DAY)
    expect((await json('inbox guardian --dev 1')).guardian).toBe(dev(10).address)
  })

  it('is handed over, unless that is cancelled', async () => {
    const { json, run } = scene()
    const to = dev(11).address
    await json(`inbox recovery start ${to} --inbox ${inboxId} --dev 10`)
    expect((await json(`inbox recovery show ${inboxId}`)).transfer.to).toBe(to)
    await json('inbox recovery cancel --dev 1')
    expect((await json(`inbox recovery show ${inboxId}`)).transfer).toBeNull()

    await json(`inbox recovery start ${to} --dev 1`)
    const early = await run(`inbox recovery accept --inbox ${inboxId} --dev 11`)
    expect(early.code).toBe(3)
    await later(2 * DAY)
    await json(`inbox recovery accept --inbox ${inboxId} --dev 11`)
    expect((await json(`inbox recovery show ${inboxId}`)).recovery).toBe(to)
  })
})

describe('inbox show', () => {
  it('shows what the chain holds while the API is silent, and says what is missing', async () => {
    const { run, json } = scene()
    const { code, stdout, stderr } = await run(`inbox show ${inboxId}`)
    expect(code).toBe(0)
    expect(stdout).toContain(`Inbox ${inboxId}\n`)
    expect(stdout).toMatch(/^Door +closed: strangers cannot write$/m)
    expect(stderr).toMatch(/^Wallets, keys and other tokens cannot be listed now\. The API did not/)
    expect(await json(`inbox show ${dev(1).address}`)).toMatchObject({ inboxId, index: null })
  })

  it('knows what is no inbox', async () => {
    const { run } = scene()
    const unknown = await run(`inbox show 0x${'ab'.repeat(32)}`)
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toMatch(/is not registered on chain 31337\.\n$/)
    expect((await run('inbox show 0x1234')).stderr).toMatch(/Give an address or an inbox id/)
  })
})
