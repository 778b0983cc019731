import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import type { Abi, Address, Hex } from 'viem'
import { hashTypedData, maxUint256, numberToHex, toHex, zeroAddress, zeroHash } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mailingTypes, stampTypes } from '../../protocol/eip712/postOffice.ts'
import { authorizationNonce, inboxIdOf, keyIdOf } from '../../protocol/ids.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import { root } from '../../scripts/stack/paths.ts'
import type { BareContracts } from '../helpers/bareContracts.ts'
import { BARE_START, createBareContracts } from '../helpers/bareContracts.ts'
import { revertOf } from '../helpers/revertOf.ts'
import type { Eip712Domain } from './support/sigUtil.ts'
import { sigUtilDigest, sigUtilSignature } from './support/sigUtil.ts'

const KEY_INPUT = 'KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)'
/** As docs and wallets have them; each is signed, or hashed, below. */
const TYPES = {
  Register: `Register(address wallet,uint64 inboxNonce,address recovery,KeyInput[] keys,uint256 nonce,uint256 deadline)${KEY_INPUT}`,
  LinkWallet: 'LinkWallet(bytes32 inboxId,address wallet,uint256 nonce,uint256 deadline)',
  AddKeys: `AddKeys(address wallet,bytes32 inboxId,KeyInput[] keys,uint256 nonce,uint256 deadline)${KEY_INPUT}`,
  RevokeKeys:
    'RevokeKeys(address signer,bytes32 inboxId,bytes32[] keyIds,uint256 nonce,uint256 deadline)',
  Withdraw:
    'Withdraw(address owner,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)',
  CollectMail: 'CollectMail(address wallet,bytes32 mailingId,uint32[] indexes,uint256 deadline)',
  Answer: 'Answer(address wallet,bytes32[] stampIds,bool collect)',
  Stamp:
    'Stamp(address sender,address relay,address token,bytes32 inboxId,bytes32 letterHash,uint96 carriage,uint96 stake,uint40 expiresAt)',
  Mailing:
    'Mailing(address sender,address relay,address token,bytes32 root,uint96 carriage,uint96 stake,uint32 count,uint40 expiresAt)',
}
type TypeName = keyof typeof TYPES

const DAY = 86_400
const WINDOW = 3_600

let contracts: BareContracts
let domains: { registry: Eip712Domain; office: Eip712Domain }

beforeAll(async () => {
  contracts = await createBareContracts()
  domains = {
    registry: await contracts.registry.read.eip712Domain(),
    office: await contracts.office.read.eip712Domain(),
  }
})
afterAll(() => contracts?.close())

const bytes = (minLength: number, maxLength = minLength) =>
  fc.uint8Array({ minLength, maxLength }).map((array): Hex => toHex(array))
const uint = (bits: number, min = 0n) => fc.bigInt({ min, max: 2n ** BigInt(bits) - 1n })
const number = (bits: number, min = 0) => fc.integer({ min, max: 2 ** bits - 1 })
const word = bytes(32)
/** Of accounts that are no contract, so also not one of those built into chains. */
const address = bytes(20).filter((hex) => BigInt(hex) > 2n ** 32n) as fc.Arbitrary<Address>
/** 1 to the order of secp256k1, exclusive. */
const privateKey = fc
  .bigInt({ min: 1n, max: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140n })
  .map((key): Hex => numberToHex(key, { size: 32 }))
const signers = privateKey.map((key) => ({ key, signer: privateKeyToAddress(key) }))
/** The last one would have no next one. */
const nonces = fc.bigInt({ min: 0n, max: maxUint256 - 1n })
const deadlines = fc.bigInt({ min: BigInt(BARE_START + DAY), max: maxUint256 })
const lengths = { 1: 32, 2: 32, 3: 33, 4: 33, 5: 1_216, 6: 1_184 }
const keys = fc.array(
  fc
    .oneof(
      ...Object.entries(lengths).map(([kind, length]) =>
        fc.record({ kind: fc.constant(Number(kind)), publicKey: bytes(length) }),
      ),
      fc.record({ kind: number(16, 1_000), publicKey: bytes(1, 2_048) }),
    )
    .chain((key) =>
      fc.record({
        kind: fc.constant(key.kind),
        publicKey: fc.constant(key.publicKey),
        expiresAt: fc.oneof(fc.constant(0), number(40, BARE_START + DAY)),
        possession: bytes(0, 1_024),
      }),
    ),
  { maxLength: 4 },
)

type Signed = { of: 'registry' | 'office'; key: Hex; type: TypeName; message: object }

/**
 * A signature by MetaMask's library is accepted, one of the same by another account is not.
 *
 * @param call - Makes the calls that try and send it.
 */
async function expectAccepted(
  { of, key, type, message }: Signed,
  call: (signature: Hex) => { tried: () => Promise<unknown>; sent: () => Promise<void> },
): Promise<void> {
  const signable = { domain: domains[of], type: TYPES[type], message: { ...message } }
  const forged = numberToHex(key === numberToHex(1, { size: 32 }) ? 2n : 1n, { size: 32 })
  expect(await revertOf(call(sigUtilSignature(forged, signable)).tried())).toEqual({
    error: 'InvalidSignature',
    args: [privateKeyToAddress(key)],
  })
  await call(sigUtilSignature(key, signable)).sent()
}

describe('eip712Domain', () => {
  it('has a name, a version, the chain and the contract, and nothing else', () => {
    for (const [of, name] of [
      ['registry', 'Pennypost InboxRegistry'],
      ['office', 'Pennypost PostOffice'],
    ] as const) {
      const [fields, ...answer] = domains[of]
      expect(fields).toBe('0x0f')
      const here = contracts[of].address
      const [, , , contract] = answer
      expect(contract.toLowerCase()).toBe(here.toLowerCase())
      expect(answer).toEqual([name, '1', 31_337n, contract, zeroHash, []])
    }
  })
})

const stamps = fc.record({
  sender: address,
  relay: address,
  token: address,
  inboxId: word,
  letterHash: word,
  carriage: uint(96),
  stake: uint(96),
  expiresAt: number(40),
})
const mailings = fc.record({
  sender: address,
  relay: address,
  token: address,
  root: word,
  carriage: uint(96),
  stake: uint(96),
  count: number(32),
  expiresAt: number(40),
})

/** The domain, for viem. */
function viemDomain() {
  const [, name, version, chainId, verifyingContract] = domains.office
  return { name, version, chainId, verifyingContract }
}

describe('ids', () => {
  test.prop([stamps], { numRuns: 200 })(
    "stampId is the digest that MetaMask's library and viem have",
    async (stamp) => {
      const id = await contracts.office.read.stampId([stamp])
      expect(id).toBe(sigUtilDigest({ domain: domains.office, type: TYPES.Stamp, message: stamp }))
      expect(id).toBe(
        hashTypedData({
          domain: viemDomain(),
          types: stampTypes,
          primaryType: 'Stamp',
          message: stamp,
        }),
      )
    },
  )

  test.prop([mailings], { numRuns: 200 })(
    "mailingId is the digest that MetaMask's library and viem have",
    async (mailing) => {
      const id = await contracts.office.read.mailingId([mailing])
      const message = mailing
      expect(id).toBe(sigUtilDigest({ domain: domains.office, type: TYPES.Mailing, message }))
      expect(id).toBe(
        hashTypedData({
          domain: viemDomain(),
          types: mailingTypes,
          primaryType: 'Mailing',
          message,
        }),
      )
    },
  )
})

describe("what MetaMask's library signs for InboxRegistry is accepted:", () => {
  const numRuns = 25

  test.prop([signers, uint(64), address, keys, nonces, deadlines], { numRuns })(
    'Register',
    async ({ key, signer }, inboxNonce, recovery, added, nonce, deadline) => {
      const { registry, undone, setNonce } = contracts
      await undone(async () => {
        await setNonce('registry', signer, nonce)
        const message = { wallet: signer, inboxNonce, recovery, keys: added, nonce, deadline }
        await expectAccepted(
          { of: 'registry', key, type: 'Register', message },
          callsOf(registry, 'registerFor', (signature) => [
            signer,
            inboxNonce,
            recovery,
            added,
            deadline,
            signature,
          ]),
        )
        const inboxId = inboxIdOf(signer, inboxNonce)
        expect(await registry.read.inboxOf([signer])).toBe(inboxId)
        expect((await registry.read.recoveryOf([inboxId])).toLowerCase()).toBe(recovery)
        await expectActive(inboxId, added)
        expect(await registry.read.nonces([signer])).toBe(nonce + 1n)
      })
    },
  )

  test.prop([signers, nonces, deadlines], { numRuns })(
    'LinkWallet',
    async ({ key, signer }, nonce, deadline) => {
      const { registry, undone, setNonce } = contracts
      await undone(async () => {
        await setNonce('registry', signer, nonce)
        const inboxId = await inboxOfCaller()
        const message = { inboxId, wallet: signer, nonce, deadline }
        await expectAccepted(
          { of: 'registry', key, type: 'LinkWallet', message },
          callsOf(registry, 'linkWallet', (signature) => [inboxId, signer, deadline, signature]),
        )
        expect(await registry.read.isWalletOf([inboxId, signer])).toBe(true)
        expect(await registry.read.nonces([signer])).toBe(nonce + 1n)
      })
    },
  )

  test.prop([signers, keys, nonces, deadlines], { numRuns })(
    'AddKeys',
    async ({ key, signer }, added, nonce, deadline) => {
      const { registry, undone, setNonce } = contracts
      await undone(async () => {
        const inboxId = await inboxOfWallet(key, signer)
        await setNonce('registry', signer, nonce)
        const message = { wallet: signer, inboxId, keys: added, nonce, deadline }
        await expectAccepted(
          { of: 'registry', key, type: 'AddKeys', message },
          callsOf(registry, 'addKeysFor', (signature) => [
            signer,
            inboxId,
            added,
            deadline,
            signature,
          ]),
        )
        await expectActive(inboxId, added)
        expect(await registry.read.nonces([signer])).toBe(nonce + 1n)
      })
    },
  )

  test.prop([signers, fc.array(word, { maxLength: 5 }), nonces, deadlines], { numRuns })(
    'RevokeKeys',
    async ({ key, signer }, revoked, nonce, deadline) => {
      const { registry, undone, setNonce } = contracts
      await undone(async () => {
        const inboxId = await inboxOfWallet(key, signer)
        await setNonce('registry', signer, nonce)
        const message = { signer, inboxId, keyIds: revoked, nonce, deadline }
        await expectAccepted(
          { of: 'registry', key, type: 'RevokeKeys', message },
          callsOf(registry, 'revokeKeysFor', (signature) => [
            signer,
            inboxId,
            revoked,
            deadline,
            signature,
          ]),
        )
        for (const id of revoked) expect(await registry.read.keyStatus([inboxId, id])).toBe(3)
        expect(await registry.read.nonces([signer])).toBe(nonce + 1n)
      })
    },
  )
})

describe("what MetaMask's library signs for PostOffice is accepted:", () => {
  const numRuns = 25
  const lifetimes = fc.integer({ min: DAY, max: 59 * DAY })

  test.prop([signers, address, uint(128), uint(128), nonces, deadlines], { numRuns })(
    'Withdraw',
    async ({ key, signer: owner }, to, amount, rest, nonce, deadline) => {
      const { office, token, undone, setNonce } = contracts
      await undone(async () => {
        await setNonce('office', owner, nonce)
        await fund(owner, amount + rest)
        const message = { owner, token: token.address, amount, to, nonce, deadline }
        await expectAccepted(
          { of: 'office', key, type: 'Withdraw', message },
          callsOf(office, 'withdrawFor', (signature) => {
            return [owner, token.address, amount, to, deadline, signature]
          }),
        )
        expect(await token.read.balanceOf([to])).toBe(amount)
        expect(await office.read.balanceOf([owner, BigInt(token.address)])).toBe(rest)
        expect(await office.read.nonces([owner])).toBe(nonce + 1n)
      })
    },
  )

  const letter = fc.record({
    relay: address,
    letterHash: word,
    carriage: uint(96),
    stake: uint(96, 1n),
  })

  test.prop([signers, letter, lifetimes], { numRuns })(
    'Stamp',
    async ({ key, signer: sender }, drawn, lifetime) => {
      const { office, token, undone } = contracts
      await undone(async () => {
        const inboxId = await inboxThatAsks()
        await fund(sender, drawn.carriage + drawn.stake)
        const expiresAt = BARE_START + DAY + lifetime
        const stamp = { sender, ...drawn, token: token.address, inboxId, expiresAt }
        await expectAccepted(
          { of: 'office', key, type: 'Stamp', message: stamp },
          callsOf(office, 'postFor', (signature) => [sender, stamp, signature]),
        )
        const [status] = await office.read.stampStatus([await office.read.stampId([stamp])])
        expect(status).toBe(1)
        expect(await office.read.balanceOf([sender, BigInt(token.address)])).toBe(0n)
      })
    },
  )

  const posted = fc.uniqueArray(letter, {
    minLength: 1,
    maxLength: 4,
    selector: ({ letterHash }) => letterHash,
  })

  test.prop([signers, posted, fc.boolean(), lifetimes], { numRuns })(
    'Answer',
    async ({ key, signer: wallet }, drawn, collect, lifetime) => {
      const { office, token, undone, accounts } = contracts
      await undone(async () => {
        const inboxId = await inboxOfWallet(key, wallet)
        await acceptToken(inboxId, wallet)
        const sender = accounts[0]?.address ?? zeroAddress
        await fund(
          sender,
          drawn.reduce((sum, { carriage, stake }) => sum + carriage + stake, 0n),
        )
        const expiresAt = BARE_START + DAY + lifetime
        const rest = { sender, token: token.address, inboxId, expiresAt }
        const whole = drawn.map((one) => ({ ...rest, ...one }))
        await office.write.postMany([whole])
        const ids = await Promise.all(whole.map((stamp) => office.read.stampId([stamp])))
        await expectAccepted(
          { of: 'office', key, type: 'Answer', message: { wallet, stampIds: ids, collect } },
          callsOf(office, 'settleFor', (signature) => [whole, collect, wallet, signature]),
        )
        for (const id of ids) {
          expect((await office.read.stampStatus([id]))[0]).toBe(collect ? 3 : 4)
        }
      })
    },
  )

  const indexes = fc.shuffledSubarray([...Array(20).keys()], { minLength: 1, maxLength: 6 })

  test.prop([signers, indexes, word, deadlines, lifetimes], { numRuns })(
    'CollectMail',
    async ({ key, signer: wallet }, picked, letterHash, deadline, lifetime) => {
      const { office, undone, accounts } = contracts
      await undone(async () => {
        const inboxId = await inboxOfWallet(key, wallet)
        const letters = Array.from({ length: 20 }, () => ({ inboxId, letterHash }))
        const tree = await mailingTree(letters)
        const mailing = {
          sender: accounts[0]?.address ?? zeroAddress,
          relay: zeroAddress,
          token: zeroAddress,
          root: tree.root,
          carriage: 0n,
          stake: 3n,
          count: 20,
          expiresAt: BARE_START + DAY + lifetime,
        }
        await office.write.openMailing([mailing, ''], { value: 60n })
        const mailingId = await office.read.mailingId([mailing])
        const claims = picked.map((index) => {
          return { index, inboxId, letterHash, proof: tree.proof(index) }
        })
        const message = { wallet, mailingId, indexes: picked, deadline }
        await expectAccepted(
          { of: 'office', key, type: 'CollectMail', message },
          callsOf(office, 'collectMailFor', (signature) => {
            return [mailing, claims, wallet, deadline, signature]
          }),
        )
        for (let index = 0; index < 20; ++index) {
          const isCollected = await office.read.isMailCollected([mailingId, index])
          expect(isCollected).toBe(picked.includes(index))
        }
      })
    },
  )
})

describe('the nonce of an ERC-3009 authorization', () => {
  const type =
    'ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)'

  test.prop([signers, address, word, uint(128, 1n), deadlines], { numRuns: 25 })(
    'is the one that PostOffice gives to the token',
    async ({ key, signer: from }, to, salt, value, validBefore) => {
      const { office, viem, undone } = contracts
      await undone(async () => {
        const token = await viem.deployContract('MockAuthorizationToken')
        await token.write.mint([from, value])
        const nonce = authorizationNonce(to, salt)
        const validAfter = 0n
        const message = { from, to: office.address, value, validAfter, validBefore, nonce }
        const domain = await token.read.eip712Domain()
        const signature = sigUtilSignature(key, { domain, type, message })
        const [r, s] = [signature.slice(0, 66), `0x${signature.slice(66, 130)}`] as [Hex, Hex]
        const v = Number(`0x${signature.slice(130)}`)
        const terms = [token.address, from, to, value, validAfter, validBefore] as const
        await office.write.depositWithAuthorization([...terms, salt, v, r, s])
        expect(await office.read.balanceOf([to, BigInt(token.address)])).toBe(value)
        expect(await token.read.authorizationState([from, nonce])).toBe(true)
      })
    },
  )
})

it('covers every type that a contract checks', () => {
  const files = globSync('contracts/**/*.sol', { cwd: root, exclude: ['contracts/mocks/**'] })
  const sources = files.map((file) => {
    return readFileSync(join(root, file), 'utf8').replaceAll(/"\s+"/g, '')
  })
  const hashed = sources.flatMap((source) => source.match(/"[A-Z]\w*\([^"]*\)"/g) ?? [])
  const listed = [...Object.values(TYPES), KEY_INPUT]
  expect(hashed.map((text) => text.slice(1, -1)).toSorted()).toEqual(listed.toSorted())
})

type Callable = { address: Address; abi: readonly unknown[] }

/** Who sends the calls, and has no part in what is signed. */
function caller() {
  const [, account] = contracts.accounts
  if (!account) throw new Error('The chain has no accounts.')
  return account
}

/** Tries and sends a call. */
function callsOf(
  { address: to, abi }: Callable,
  functionName: string,
  argsOf: (signature: Hex) => unknown[],
) {
  const account = caller()
  return (signature: Hex) => {
    const request = { address: to, abi: abi as Abi, functionName, args: argsOf(signature) }
    return {
      tried: () => contracts.client.simulateContract({ ...request, account }),
      sent: async () => {
        const wallet = await contracts.viem.getWalletClient(account.address)
        const hash = await wallet.writeContract(request)
        expect((await contracts.client.getTransactionReceipt({ hash })).status).toBe('success')
      },
    }
  }
}

async function expectActive(inboxId: Hex, added: { kind: number; publicKey: Hex }[]) {
  for (const { kind, publicKey } of added) {
    const id = keyIdOf(kind, publicKey)
    expect(await contracts.registry.read.isActiveKey([inboxId, id])).toBe(true)
  }
}

/** Registers an inbox of a wallet that has no money. */
async function inboxOfWallet(key: Hex, wallet: Address): Promise<Hex> {
  const nonce = await contracts.registry.read.nonces([wallet])
  const message = {
    wallet,
    inboxNonce: 0n,
    recovery: wallet,
    keys: [],
    nonce,
    deadline: maxUint256,
  }
  const signable = { domain: domains.registry, type: TYPES.Register, message }
  const signature = sigUtilSignature(key, signable)
  await contracts.registry.write.registerFor([wallet, 0n, wallet, [], maxUint256, signature])
  return inboxIdOf(wallet, 0n)
}

/** An inbox of whoever sends the calls, its recovery therefore. */
async function inboxOfCaller(): Promise<Hex> {
  const account = caller()
  await contracts.registry.write.register([0n, zeroAddress, []], { account })
  return inboxIdOf(account.address, 0n)
}

/** The same, and it asks one unit of the token. */
async function inboxThatAsks(): Promise<Hex> {
  const inboxId = await inboxOfCaller()
  const account = caller()
  const { office, token } = contracts
  await office.write.setTerms([inboxId, token.address, 1n, WINDOW, false], { account })
  return inboxId
}

/** Lets an inbox ask one unit of the token, in the name of a wallet whose key the chain has not. */
async function acceptToken(inboxId: Hex, wallet: Address): Promise<void> {
  const { office, token, asAccount } = contracts
  await asAccount(wallet, (account) => {
    return office.write.setTerms([inboxId, token.address, 1n, WINDOW, false], { account })
  })
}

/** Gives an account a balance in PostOffice, in the token. */
async function fund(owner: Address, amount: bigint): Promise<void> {
  const { office, token, accounts } = contracts
  await token.write.mint([accounts[0]?.address ?? zeroAddress, amount])
  await token.write.approve([office.address, amount])
  await office.write.deposit([token.address, owner, amount])
}
