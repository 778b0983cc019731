import type { Address, Hex } from 'viem'
import { keccak256, toHex, zeroAddress } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import { inboxIdOf, mailingIdOf, stampIdOf } from '../../../protocol/ids.ts'
import { getLedgerBalance } from '../../../sdk/src/actions/getLedgerBalance.ts'
import { openMailing } from '../../../sdk/src/actions/openMailing.ts'
import { post } from '../../../sdk/src/actions/post.ts'
import { registerInbox } from '../../../sdk/src/actions/registerInbox.ts'
import { returnToSender } from '../../../sdk/src/actions/returnToSender.ts'
import { setTerms } from '../../../sdk/src/actions/setTerms.ts'
import type {
  AdmittedPostage,
  Admitter,
  CreateAdmitterParameters,
} from '../../../sdk/src/guard/createAdmitter.ts'
import { createAdmitter } from '../../../sdk/src/guard/createAdmitter.ts'
import type { LetterStore } from '../../../sdk/src/guard/letterStore.ts'
import { memoryLetterStore } from '../../../sdk/src/guard/memoryLetterStore.ts'
import type { Unadmitted } from '../../../sdk/src/guard/unadmitted.ts'
import { postageIdOf } from '../../../sdk/src/guard/unadmitted.ts'
import type { SdkChain, SdkClient } from '../support/chain.ts'
import { NOW, startSdkChain } from '../support/chain.ts'
import { offlineClient } from '../support/registryScene.ts'
import { letterFor } from './support/letterStoreSpec.ts'

const native = zeroAddress
const chainId = 31337
const stake = 1_000n
const carriage = 7n

let chain: SdkChain
let recipient: SdkClient
let sender: SdkClient
let relay: SdkClient
let snapshot: Hex
let store: LetterStore
const admitters: Admitter[] = []

beforeAll(async () => {
  chain = await startSdkChain()
  ;[recipient, sender, relay] = [chain.clientOf(1), chain.clientOf(2), chain.clientOf(3)]
  const { contracts } = chain
  await registerInbox(recipient, { contracts })
  await setTerms(recipient, { inboxId: inboxId(), token: native, stake, window: 3_600, contracts })
})
afterAll(() => chain?.close())

beforeEach(async () => {
  snapshot = await relay.snapshot()
  store = memoryLetterStore()
})
afterEach(async () => {
  for (const admitter of admitters.splice(0)) await admitter.stop()
  await relay.revert({ id: snapshot })
})

const inboxId = (): Hex => inboxIdOf(recipient.account.address, 0n)

function open(parameters: Partial<CreateAdmitterParameters> = {}) {
  const errors: unknown[] = []
  const admitter = createAdmitter({
    ...{ client: relay, store, contracts: chain.contracts, intervalSeconds: 3_600 },
    onError: (error) => errors.push(error),
    ...parameters,
  })
  admitters.push(admitter)
  return { admitter, errors }
}

let letters = 0

async function posted(
  fields: Partial<Stamp> = {},
): Promise<Unadmitted & { stamp: Stamp; stampId: Hex }> {
  letters += 1
  const stamp: Stamp = {
    ...{ sender: sender.account.address, relay: relay.account.address, token: native },
    ...{ inboxId: inboxId(), letterHash: keccak256(toHex(`letter ${letters}`)), carriage, stake },
    expiresAt: NOW + 86_400,
    ...fields,
  }
  await post(sender, { input: stamp, contracts: chain.contracts })
  const stampId = stampIdOf({ chainId, postOffice: chain.contracts.PostOffice, stamp })
  return { stamp, stampId, expiresAt: stamp.expiresAt }
}

/** As a guard leaves it. */
async function kept(postage: Unadmitted): Promise<Unadmitted> {
  letters += 1
  await store.finish(letterFor(`letter ${letters}`, postageIdOf(postage)), postage)
  return postage
}

const balanceOf = (owner: Address) =>
  getLedgerBalance(relay, { owner, token: native, contracts: chain.contracts })
const earned = () => balanceOf(relay.account.address)
const lastReceipt = async () => {
  const { transactions } = await relay.getBlock()
  return await relay.getTransactionReceipt({ hash: transactions.at(-1) as Hex })
}
const nonce = () => relay.getTransactionCount({ address: relay.account.address })

/*
createAdmitter
├── given stamps in the store → one transaction, and they leave the store
├── given one of them cannot be admitted → it is left out
├── given the node is away → they stay, and are tried again
├── given a restart → another one takes over from the store
├── admitNow → resolves with the transaction, or rejects with the refusal, and leaves the store alone
│   └── given it is stopped meanwhile → what is under way is settled; what is not begun is refused, and not sent
└── given mailings → each once, as looked up
*/
describe('createAdmitter', () => {
  it('admits many stamps in one transaction', async () => {
    const told: AdmittedPostage[] = []
    const { admitter, errors } = open({ onAdmitted: (admitted) => void told.push(admitted) })
    for (let n = 0; n < 50; n++) await kept(await posted())
    const before = await nonce()
    await admitter.flush()
    expect(errors).toEqual([])
    const { transactionHash } = await lastReceipt()
    expect(told).toEqual([{ postageIds: expect.any(Array), transaction: transactionHash }])
    expect(told[0]?.postageIds).toHaveLength(50)
    expect(await earned()).toBe(50n * carriage)
    expect((await nonce()) - before).toBe(1)
    expect(await store.listUnadmitted(100)).toEqual([])
    await admitter.flush()
    expect((await nonce()) - before).toBe(1)
  })

  it('takes as many transactions as batches', async () => {
    const { admitter } = open({ maxBatch: 2 })
    for (let n = 0; n < 5; n++) await kept(await posted())
    const before = await nonce()
    await admitter.flush()
    expect(await earned()).toBe(5n * carriage)
    expect((await nonce()) - before).toBe(3)
  })

  it('leaves out what cannot be admitted, for good', async () => {
    const { admitter, errors } = open()
    const good = await posted()
    const other = await posted({ relay: chain.clientOf(4).account.address })
    await kept(other)
    await kept(good)
    await admitter.flush()
    expect(errors).toEqual([])
    expect(await earned()).toBe(carriage)
    expect(await store.listUnadmitted(100)).toEqual([])
  })

  it('leaves out what has ended', async () => {
    const { admitter } = open()
    await kept(await posted({ expiresAt: NOW + 9_000 }))
    await kept(await posted())
    await relay.setNextBlockTimestamp({ timestamp: BigInt(NOW + 9_000) })
    await relay.mine({ blocks: 1 })
    await admitter.flush()
    expect(await earned()).toBe(carriage)
    expect(await store.listUnadmitted(100)).toEqual([])
  })

  it('postpones what is not on the chain, and holds its letter back, as it may come again', async () => {
    const { admitter } = open()
    const before = await relay.snapshot()
    const gone = await posted()
    await relay.revert({ id: before })
    const there = await posted()
    const letter = letterFor('of what is gone', gone.stampId)
    await store.finish(letter, gone)
    await kept(there)
    await admitter.flush()
    expect(await earned()).toBe(carriage)
    expect(await store.find(letter)).toBeUndefined()
    expect(await store.listUnadmitted(100)).toEqual([])
    await store.postponeUnadmitted([gone.stampId], 0)
    expect(await store.listUnadmitted(100)).toEqual([gone])

    await post(sender, { input: gone.stamp, contracts: chain.contracts })
    await admitter.flush()
    expect(await earned()).toBe(2n * carriage)
    expect(await store.find(letter)).toEqual(letter.receipt)
  })

  it('hands out what was held back, where the contract says that it was answered', async () => {
    const { admitter } = open()
    const { contracts } = chain
    const answered = await posted()
    const letter = letterFor('of what is answered', answered.stampId)
    await store.finish(letter, answered)
    await store.retract(answered.stampId)
    expect(await store.find(letter)).toBeUndefined()
    await returnToSender(recipient, { stamps: [answered.stamp], contracts })
    await admitter.flush()
    expect(await store.listUnadmitted(100)).toEqual([])
    expect(await store.find(letter)).toEqual(letter.receipt)
  })

  it('passes over what the relay has already', async () => {
    const { admitter } = open()
    const postage = await posted()
    await kept(postage)
    await admitter.flush()
    await store.reopenUnadmitted([postage.stampId])
    await admitter.flush()
    expect(await earned()).toBe(carriage)
    expect(await store.listUnadmitted(100)).toEqual([])
  })

  it('tries again what was not sent, and tells why it was not', async () => {
    const { admitter, errors } = open({ client: offlineClient() })
    const postage = await kept(await posted())
    await admitter.flush()
    expect(errors).toHaveLength(1)
    expect(await store.listUnadmitted(100)).toEqual([postage])
    await admitter.stop()

    // Another process, on what the first one left.
    await open().admitter.flush()
    expect(await earned()).toBe(carriage)
  })

  it('admits at once what would end before the next interval or two', async () => {
    const soon = Math.floor(Date.now() / 1_000) + 7_000
    const { admitter } = open()
    const postage = await posted()
    await kept(postage)
    admitter.notice({ ...postage, expiresAt: soon + 3_600 })
    await admitter.stop()
    expect(await earned()).toBe(0n)

    const { admitter: another } = open()
    another.notice({ ...postage, expiresAt: soon })
    await expect.poll(earned).toBe(carriage)
  })
})

describe('admitNow', () => {
  it('resolves once the transaction is mined, without the store', async () => {
    const { admitter } = open()
    const postage = await posted()
    const hash = await admitter.admitNow(postage)
    const { status } = await relay.getTransactionReceipt({ hash })
    expect(status).toBe('success')
    expect(await earned()).toBe(carriage)
  })

  it('takes along what the store has, and gathers what is asked for meanwhile', async () => {
    const { admitter } = open()
    const postages = [await posted(), await posted(), await posted(), await posted()]
    await kept(await posted())
    const before = await nonce()
    const hashes = await Promise.all(postages.map((postage) => admitter.admitNow(postage)))
    expect(await earned()).toBe(5n * carriage)
    expect(new Set(hashes).size).toBe((await nonce()) - before)
    expect((await nonce()) - before).toBeLessThan(4)
  })

  it('rejects for one stamp only', async () => {
    const { admitter } = open()
    const bad = await posted({ relay: chain.clientOf(4).account.address })
    const good = await posted()
    const [refused, admitted] = await Promise.allSettled([
      admitter.admitNow(bad),
      admitter.admitNow(good),
    ])
    expect(refused).toMatchObject({
      reason: { name: 'ContractRefusalError', errorName: 'NotRelay' },
    })
    expect(admitted.status).toBe('fulfilled')
    expect(await store.listUnadmitted(10)).toEqual([])
  })

  it('rejects when the node is away, and leaves nothing behind', async () => {
    const { admitter } = open({ client: offlineClient() })
    const postage = await posted()
    await expect(admitter.admitNow(postage)).rejects.toThrow('The node was asked')
    await open().admitter.flush()
    expect(await earned()).toBe(0n)
  })

  it('settles what is under way when it is stopped, and refuses what is not begun', async () => {
    const { admitter, errors } = open()
    const [first, second, late] = [await posted(), await posted(), await posted()]
    const before = await nonce()
    const admitted = admitter.admitNow(first)
    // The first is on its way now, and the second waits for a transaction of its own.
    await Promise.resolve().then(() => {})
    const refused = admitter.admitNow(second).catch((error: unknown) => error)
    const stopped = admitter.stop()
    await expect(admitter.admitNow(late)).rejects.toThrow('is stopped. Nothing was sent')
    await stopped
    const { status } = await relay.getTransactionReceipt({ hash: await admitted })
    expect(status).toBe('success')
    expect(await refused).toMatchObject({ name: 'PennypostError' })
    await expect(admitter.admitNow(late)).rejects.toThrow('is stopped. Nothing was sent')
    await admitter.flush()
    expect({ errors, sent: (await nonce()) - before }).toEqual({ errors: [], sent: 1 })
    expect(await earned()).toBe(carriage)
  })

  it('is not undone by what is told of it', async () => {
    const enough = new Error('Enough')
    const { admitter, errors } = open({
      onAdmitted() {
        throw enough
      },
    })
    const postage = await kept(await posted())
    await admitter.admitNow(postage)
    await admitter.stop()
    expect(errors).toEqual([enough])
    expect(await store.listUnadmitted(10)).toEqual([])
  })
})

describe('mailings', () => {
  async function opened(count: number) {
    letters += 1
    const mailing: Mailing = {
      ...{ sender: sender.account.address, relay: relay.account.address, token: native },
      root: keccak256(toHex(`root ${letters}`)),
      ...{ carriage, stake, count, expiresAt: NOW + 86_400 },
    }
    await openMailing(sender, { mailing, contracts: chain.contracts })
    const mailingId = mailingIdOf({ chainId, postOffice: chain.contracts.PostOffice, mailing })
    return { mailing, mailingId, postage: { mailingId, expiresAt: mailing.expiresAt } }
  }

  it('are admitted once, as looked up', async () => {
    const { mailing, postage } = await opened(9)
    const asked: Hex[] = []
    const { admitter } = open({
      mailing: (id) => {
        asked.push(id)
        return Promise.resolve(mailing)
      },
    })
    await kept(postage)
    await kept(postage)
    await admitter.flush()
    await admitter.flush()
    expect(await earned()).toBe(9n * carriage)
    expect(asked).toEqual([postage.mailingId])
  })

  it('are admitted many in one transaction, but for those that cannot be', async () => {
    const all = []
    for (let n = 0; n < 20; n += 1) all.push(await opened(1))
    const before = await relay.snapshot()
    const gone = await opened(1)
    await relay.revert({ id: before })
    const byId = new Map([...all, gone].map(({ mailingId, mailing }) => [mailingId, mailing]))
    const { admitter, errors } = open({
      mailing(id) {
        const mailing = byId.get(id)
        return mailing ? Promise.resolve(mailing) : Promise.reject(new Error('Not known.'))
      },
    })
    await kept({ mailingId: keccak256(toHex('unknown')), expiresAt: NOW + 86_400 })
    await kept(gone.postage)
    for (const { postage } of all) await kept(postage)
    await kept(await posted())
    const nonceBefore = await nonce()
    await admitter.flush()
    expect(errors).toMatchObject([{ message: 'Not known.' }])
    expect(await earned()).toBe(21n * carriage)
    // One of the stamp, one of the mailings.
    expect((await nonce()) - nonceBefore).toBe(2)
    const { gasUsed } = await lastReceipt()
    expect(gasUsed / 20n).toBeLessThan(60_000n)
    expect(await store.listUnadmitted(100)).toEqual([])
    await store.postponeUnadmitted([gone.mailingId], 0)
    expect(await store.listUnadmitted(100)).toEqual([gone.postage])
  })

  it('are tried again where the node was away', async () => {
    const { mailing, postage } = await opened(3)
    const { admitter, errors } = open({
      client: offlineClient(),
      mailing: () => Promise.resolve(mailing),
    })
    await kept(postage)
    await admitter.flush()
    expect(errors).toHaveLength(1)
    await store.postponeUnadmitted([postage.mailingId], 0)
    await open({ mailing: () => Promise.resolve(mailing) }).admitter.flush()
    expect(await earned()).toBe(3n * carriage)
  })

  it('are not admitted as another than was asked for', async () => {
    const { postage } = await opened(9)
    const another = await opened(5)
    const { admitter, errors } = open({ mailing: () => Promise.resolve(another.mailing) })
    await kept(postage)
    await admitter.flush()
    expect(await earned()).toBe(0n)
    expect(errors).toMatchObject([{ message: expect.stringContaining('is another one') }])
  })

  it('are left alone where nobody can look them up, and stamps are not', async () => {
    const { postage } = await opened(9)
    const { admitter, errors } = open()
    await kept(postage)
    await kept(await posted())
    await admitter.flush()
    expect(await earned()).toBe(carriage)
    expect(errors).toHaveLength(1)
  })
})
