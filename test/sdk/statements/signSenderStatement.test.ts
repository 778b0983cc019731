import type { Address, Hex } from 'viem'
import {
  createWalletClient,
  custom,
  getAddress,
  keccak256,
  slice,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import { mnemonicToAccount, privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyIdOf } from '../../../protocol/ids.ts'
import { isSenderStatementSignature } from '../../../protocol/senderStatementSignature.ts'
import { verifyRequest } from '../../../protocol/wire/verify.ts'
import { mnemonic } from '../../../scripts/seed/world.ts'
import { contractsOn } from '../../../sdk/src/chain/contracts.ts'
import { AccountRequiredError } from '../../../sdk/src/errors/AccountRequiredError.ts'
import { InvalidParameterError } from '../../../sdk/src/errors/InvalidParameterError.ts'
import { UnknownChainError } from '../../../sdk/src/errors/UnknownChainError.ts'
import { publicKeyOf } from '../../../sdk/src/keys/publicKeyOf.ts'
import { SenderStatementError } from '../../../sdk/src/statements/SenderStatementError.ts'
import type {
  SignedSenderStatement,
  SignSenderStatementParameters,
} from '../../../sdk/src/statements/signSenderStatement.ts'
import { signSenderStatement } from '../../../sdk/src/statements/signSenderStatement.ts'
import type { SdkChain } from '../support/chain.ts'
import { startSdkChain } from '../support/chain.ts'
import { oddFormNames, oddForms } from '../support/signedOddly.ts'

const chainId = 31_337
const secretKey = keccak256(toHex('secret'))
const account = privateKeyToAccount(secretKey)
const relay = getAddress('0x70997970c51812dc3a010c7d01b50e0d17dc79c8')
const letter = {
  chainId,
  inboxId: keccak256(toHex('inbox')),
  letterHash: keccak256(toHex('letter')),
  relay,
}
const senderInboxId = keccak256(toHex('own inbox'))

type Key = { kind: number; publicKey: Hex }

/** Whether whoever verifies takes what was signed, for this letter, relay and chain. */
function isTaken(signed: SignedSenderStatement, key?: Key, registry?: Address): boolean {
  const { signature, ...fields } = signed
  return isSenderStatementSignature({
    chainId,
    registry: registry ?? contractsOn(chainId).InboxRegistry,
    statement: { ...fields, ...letter },
    signature,
    key,
  })
}

const sign = (parameters: Partial<SignSenderStatementParameters>) =>
  signSenderStatement({ ...letter, signer: account, ...parameters })

let chain: SdkChain

beforeAll(async () => {
  chain = await startSdkChain()
})

afterAll(async () => {
  await chain.close()
})

describe('signSenderStatement', () => {
  describe('by a wallet', () => {
    it('takes a local account', async () => {
      const signed = await sign({})
      expect(signed).toMatchObject({
        wallet: account.address,
        senderInboxId: zeroHash,
        keyId: zeroHash,
      })
      expect(isTaken(signed)).toBe(true)
    })

    it('takes a client that signs by itself', async () => {
      const client = chain.clientOf(1)
      const signed = await sign({ signer: client, senderInboxId })
      expect(signed).toMatchObject({ wallet: client.account.address, senderInboxId })
      expect(isTaken(signed)).toBe(true)
    })

    it('takes a client whose wallet signs, over JSON-RPC', async () => {
      const { address } = mnemonicToAccount(mnemonic, { addressIndex: 2 })
      const transport = custom(chain.provider)
      const signer = createWalletClient({ account: address, chain: hardhat, transport })
      const signed = await sign({ signer })
      expect(signed.wallet).toBe(address)
      expect(isTaken(signed)).toBe(true)
    })

    it.each(oddFormNames)('makes of a signature %s one that relays take', async (form) => {
      const request = async ({ params }: { params?: unknown }) => {
        const [, data] = params as [Address, string]
        return oddForms[form](await account.signTypedData(JSON.parse(data)))
      }
      const transport = custom({ request })
      const signer = createWalletClient({ account: account.address, chain: hardhat, transport })
      const endings = new Set<Hex>()
      for (let issuedAt = 1_795_000_000; issuedAt < 1_795_000_008; issuedAt++) {
        const signed = await sign({ signer, issuedAt })
        expect(isTaken(signed)).toBe(true)
        endings.add(slice(signed.signature, 64))
      }
      expect([...endings].sort()).toEqual(['0x1b', '0x1c'])
    })

    it.each([
      ['of a contract', () => `0x${'ab'.repeat(352)}` as Hex],
      ['of 64 bytes', () => `0x${'ab'.repeat(64)}` as Hex],
      [
        'of another key',
        () => privateKeyToAccount(keccak256(secretKey)).signMessage({ message: '' }),
      ],
    ])('refuses a signature %s', async (_, request) => {
      const transport = custom({ request: () => Promise.resolve(request()) })
      const signer = createWalletClient({ account: account.address, chain: hardhat, transport })
      const promise = sign({ signer })
      await expect(promise).rejects.toThrow(SenderStatementError)
      await expect(promise).rejects.toThrow(account.address)
    })

    it('refuses a client without an account', async () => {
      const signer = createWalletClient({ transport: custom(chain.provider) })
      await expect(sign({ signer })).rejects.toThrow(AccountRequiredError)
    })
  })

  describe('by a key', () => {
    it.each([1, 3, 4])('of kind %i', async (kind) => {
      const signer = { kind, secretKey }
      const key = { kind, publicKey: publicKeyOf(signer) }
      const signed = await sign({ signer, senderInboxId })
      expect(signed).toMatchObject({
        wallet: zeroAddress,
        senderInboxId,
        keyId: keyIdOf(kind, key.publicKey),
      })
      expect(isTaken(signed, key)).toBe(true)
      expect(isTaken(signed)).toBe(false)
    })

    it.each([0, 2, 5, 6, 1_000])('refuses one of kind %i', async (kind) => {
      const promise = sign({ signer: { kind, secretKey }, senderInboxId })
      await expect(promise).rejects.toThrow(InvalidParameterError)
      await expect(promise).rejects.toThrow(`kind ${kind}`)
    })

    it.each([
      [1, '0x01'],
      [1, `0x${'1'.repeat(63)}`],
      [3, zeroHash],
      [3, `0x${'f'.repeat(64)}`],
      [4, zeroHash],
      [4, `0x${'f'.repeat(64)}`],
    ] as [number, Hex][])(
      'refuses of kind %i the secret %s, without showing it',
      async (kind, odd) => {
        const promise = sign({ signer: { kind, secretKey: odd }, senderInboxId })
        const error = await promise.catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(InvalidParameterError)
        expect(`${(error as Error).stack}${(error as Error).cause}`).not.toContain(odd.slice(2))
      },
    )

    it('refuses to leave out whose key it is', async () => {
      const promise = sign({ signer: { kind: 1, secretKey } })
      await expect(promise).rejects.toThrow('`senderInboxId` has to name')
    })
  })

  it('is issued now, unless told', async () => {
    const before = Math.floor(Date.now() / 1_000)
    const { issuedAt } = await sign({})
    expect(issuedAt).toBeGreaterThanOrEqual(before)
    expect(issuedAt).toBeLessThanOrEqual(Date.now() / 1_000)
    expect((await sign({ issuedAt: 0 })).issuedAt).toBe(0)
  })

  it('speaks of this letter, recipient, relay and registry alone', async () => {
    const signed = await sign({ contracts: chain.contracts })
    expect(isTaken(signed, undefined, chain.contracts.InboxRegistry)).toBe(true)
    expect(isTaken(signed, undefined, account.address)).toBe(false)
    const others = [
      { inboxId: zeroHash },
      { letterHash: keccak256(letter.letterHash) },
      { relay: account.address },
    ]
    for (const other of others) expect(isTaken(await sign(other))).toBe(false)
  })

  it.each([1, 3])('is what POST /v1/verify takes, by a key of kind %i', async (kind) => {
    const senderStatement = await sign({ signer: { kind, secretKey }, senderInboxId })
    const { chainId: _, ...rest } = letter
    const request = { chain: 'eip155:31337', ...rest, sender: senderInboxId, senderStatement }
    expect(verifyRequest.parse(request).senderStatement).toMatchObject({
      signature: senderStatement.signature,
    })
    const byWallet = { ...request, sender: account.address, senderStatement: await sign({}) }
    expect(verifyRequest.safeParse(byWallet).success).toBe(true)
  })

  it.each([
    [{ inboxId: '0x01' }, '`inboxId`'],
    [{ letterHash: `0x${'1'.repeat(63)}` }, '`letterHash`'],
    [{ senderInboxId: account.address }, '`senderInboxId`'],
    [{ relay: zeroAddress }, '`relay`'],
    [{ relay: '0x01' }, '`relay`'],
    [{ relay: relay.replace('C', 'c') }, '`relay`'],
    [{ issuedAt: -1 }, '`issuedAt`'],
    [{ issuedAt: 1.5 }, '`issuedAt`'],
    [{ issuedAt: 2 ** 40 }, '`issuedAt`'],
  ] as [Partial<SignSenderStatementParameters>, string][])(
    'refuses %o before anybody signs',
    async (odd, field) => {
      const transport = custom({ request: () => Promise.reject(new Error('was asked')) })
      const signer = createWalletClient({ account: account.address, chain: hardhat, transport })
      const promise = sign({ signer, ...odd })
      await expect(promise).rejects.toThrow(SenderStatementError)
      await expect(promise).rejects.toThrow(field)
    },
  )

  it('takes the last second there is', async () => {
    expect((await sign({ issuedAt: 2 ** 40 - 1 })).issuedAt).toBe(2 ** 40 - 1)
  })

  it('refuses a chain that it knows nothing of', async () => {
    await expect(sign({ chainId: 5 })).rejects.toThrow(UnknownChainError)
  })
})
