import { keccak256, numberToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import { collect } from '../../../sdk/src/actions/collect.ts'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { openMailing } from '../../../sdk/src/actions/openMailing.ts'
import { returnToSender } from '../../../sdk/src/actions/returnToSender.ts'
import { ChunkRefusalError } from '../../../sdk/src/errors/ChunkRefusalError.ts'
import { InvalidParameterError } from '../../../sdk/src/errors/InvalidParameterError.ts'
import { admitAll } from '../../../sdk/src/flows/admitAll.ts'
import { collectAll } from '../../../sdk/src/flows/collectAll.ts'
import { collectAllMail } from '../../../sdk/src/flows/collectAllMail.ts'
import { expireAll } from '../../../sdk/src/flows/expireAll.ts'
import type { ChunkProgress } from '../../../sdk/src/flows/inChunks.ts'
import { postAll } from '../../../sdk/src/flows/postAll.ts'
import { returnAll } from '../../../sdk/src/flows/returnAll.ts'
import {
  CARRIAGE,
  EXPIRES_AT,
  failure,
  inputOf,
  inputsOf,
  ledger,
  moveTo,
  NATIVE,
  POSTAGE,
  postOfficeScene,
  STAKE,
  watchedClient,
} from '../support/postOfficeScene.ts'

const scene = postOfficeScene()
const GAS_CAP = 2n ** 24n
const MANY = 600

const postageOf = (count: number) => BigInt(count) * POSTAGE

/** That many stamps, posted. */
async function posted(count: number) {
  const { sender, contracts } = scene()
  return await postAll(sender, {
    ...{ inputs: inputsOf(scene(), count), maxPostage: postageOf(count), contracts },
  })
}

/** Gas that transactions were given, and their size. */
async function sizesOf(hashes: readonly `0x${string}`[]) {
  const { sender } = scene()
  return await Promise.all(
    hashes.map(async (hash) => {
      const { gas, input } = await sender.getTransaction({ hash })
      const { gasUsed, status } = await sender.getTransactionReceipt({ hash })
      expect(status).toBe('success')
      return { gas, gasUsed, bytes: (input.length - 2) / 2 }
    }),
  )
}

async function expectSmall(hashes: readonly `0x${string}`[]) {
  for (const { gas, gasUsed, bytes } of await sizesOf(hashes)) {
    expect(gas).toBeLessThanOrEqual(GAS_CAP)
    expect(gasUsed).toBeLessThan(gas)
    expect(bytes).toBeLessThan(128 * 1_024)
  }
}

describe('postAll and collectAll', () => {
  it('do 600 stamps in transactions under the gas cap, with progress', async () => {
    const { sender, wallet, recovery, relay, contracts } = scene()
    const seen: ChunkProgress[] = []
    const { stamps, hashes } = await postAll(sender, {
      ...{ inputs: inputsOf(scene(), MANY), maxPostage: postageOf(MANY), contracts },
      onProgress: (progress) => seen.push(progress),
    })
    expect(hashes.length).toBeGreaterThan(1)
    await expectSmall(hashes)
    expect(seen.map(({ hash }) => hash)).toEqual(hashes)
    expect(seen.at(-1)).toMatchObject({ done: MANY, total: MANY })

    const collected: ChunkProgress[] = []
    const { hashes: answers } = await collectAll(wallet, {
      ...{ stamps, contracts },
      onProgress: (progress) => collected.push(progress),
    })
    expect(answers.length).toBeGreaterThan(1)
    await expectSmall(answers)
    expect(collected.at(-1)).toMatchObject({ done: MANY, total: MANY })
    expect(await ledger(scene(), recovery)).toBe(BigInt(MANY) * STAKE)
    expect(await ledger(scene(), relay)).toBe(BigInt(MANY) * CARRIAGE)
  }, 240_000)

  it('use the balance first, and send the rest along', async () => {
    const { sender, contracts } = scene()
    const to = sender.account.address
    await deposit(sender, { token: NATIVE, to, amount: POSTAGE + 1n, contracts })
    const { hashes } = await posted(3)
    const { value } = await sender.getTransaction({ hash: hashes[0] as `0x${string}` })
    expect(value).toBe(2n * POSTAGE - 1n)
    expect(await ledger(scene(), sender)).toBe(0n)
  })

  it('approve once what all stamps need of a token', async () => {
    const { sender, token, contracts } = scene()
    const names: string[] = []
    await postAll(sender, {
      ...{ inputs: inputsOf(scene(), 3, token.address), maxPostage: postageOf(3), contracts },
      onStep: ({ name, state }) => state === 'done' && names.push(name),
    })
    expect(names).toEqual(['approve'])
    const owner = sender.account.address
    expect(await token.read.allowance([owner, contracts.PostOffice])).toBe(0n)
  })
})

describe('postAll', () => {
  it('leaves out what is posted, and does not pay it twice', async () => {
    const { sender, contracts } = scene()
    await posted(2)
    const seen: ChunkProgress[] = []
    const { hashes, stampIds } = await postAll(sender, {
      ...{ inputs: inputsOf(scene(), 5), maxPostage: postageOf(5), contracts },
      onProgress: (progress) => seen.push(progress),
    })
    expect(hashes).toHaveLength(1)
    expect(stampIds).toHaveLength(5)
    const { value } = await sender.getTransaction({ hash: hashes[0] as `0x${string}` })
    expect(value).toBe(3n * POSTAGE)
    expect(seen).toEqual([{ done: 5, total: 5, hash: hashes[0] }])
    expect((await posted(5)).hashes).toEqual([])
  })

  it('names the stamp that is refused, by its place in the list and its id', async () => {
    const { sender, contracts } = scene()
    const { stampIds } = await posted(2)
    const inputs = inputsOf(scene(), 5).map((input, index) =>
      index === 3 ? { ...input, stake: STAKE - 1n } : input,
    )
    const error = await failure(postAll(sender, { inputs, maxPostage: postageOf(5), contracts }))
    expect(error).toBeInstanceOf(ChunkRefusalError)
    expect(error).toMatchObject({
      ...{ errorName: 'StakeTooLow', args: [3n, STAKE - 1n, STAKE] },
      ...{ index: 3, done: 2, total: 5, hashes: [] },
    })
    const { stampId, message } = error as ChunkRefusalError
    expect(stampIds).not.toContain(stampId)
    expect(message).toContain('2 of 5 are done; this is about number 3, from 0.')
  })

  it('names it also when it is tried before anything is approved', async () => {
    const { sender, token, contracts } = scene()
    const { client, committed } = watchedClient(scene(), sender)
    const inputs = inputsOf(scene(), 3, token.address).map((input, index) =>
      index === 2 ? { ...input, stake: STAKE - 1n } : input,
    )
    const error = await failure(postAll(client, { inputs, maxPostage: postageOf(3), contracts }))
    expect(error).toBeInstanceOf(ChunkRefusalError)
    expect(error).toMatchObject({ index: 2, done: 0, total: 3 })
    expect(committed()).toBe(0)
  })

  it('refuses stamps in different tokens before anything is asked', async () => {
    const { sender, token, contracts } = scene()
    const { client, methods } = watchedClient(scene(), sender)
    const inputs = [inputOf(scene(), 0), inputOf(scene(), 1, token.address)]
    const error = await failure(postAll(client, { inputs, maxPostage: postageOf(2), contracts }))
    expect(error).toBeInstanceOf(InvalidParameterError)
    expect(methods).toEqual([])
  })

  it('does nothing for nothing', async () => {
    expect(await posted(0)).toEqual({ hashes: [], stamps: [], stampIds: [] })
  })
})

describe('collectAll', () => {
  it('leaves out what is collected, and sends nothing when all is', async () => {
    const { wallet, recovery, contracts } = scene()
    const { stamps } = await posted(4)
    await collect(wallet, { stamps: stamps.slice(0, 3), contracts })
    const { hashes } = await collectAll(wallet, { stamps, contracts })
    expect(hashes).toHaveLength(1)
    expect(await ledger(scene(), recovery)).toBe(4n * STAKE)
    expect((await collectAll(wallet, { stamps, contracts })).hashes).toEqual([])
  })

  it('names a stamp that cannot be collected, and how far it got', async () => {
    const { wallet, contracts } = scene()
    const { stamps, stampIds } = await posted(3)
    await collect(wallet, { stamps: stamps.slice(0, 1), contracts })
    await returnToSender(wallet, { stamps: stamps.slice(2), contracts })
    const error = await failure(collectAll(wallet, { stamps, contracts }))
    expect(error).toBeInstanceOf(ChunkRefusalError)
    expect(error).toMatchObject({
      ...{ errorName: 'StampNotPending', args: [stampIds[2], 4] },
      ...{ index: 2, stampId: stampIds[2], done: 1, total: 3 },
    })
  })

  it('goes on after what its caller threw, without paying for anything twice', async () => {
    const { sender, wallet, recovery, contracts } = scene()
    const inputs = inputsOf(scene(), MANY)
    const stop = new Error('stop')
    const asked = { inputs, maxPostage: postageOf(MANY), contracts }
    const interrupted = postAll(sender, {
      ...asked,
      onProgress: () => {
        throw stop
      },
    })
    expect(await failure(interrupted)).toBe(stop)
    const { stamps } = await postAll(sender, asked)
    await collectAll(wallet, { stamps, contracts })
    expect(await ledger(scene(), recovery)).toBe(BigInt(MANY) * STAKE)
    expect(await sender.getBalance({ address: contracts.PostOffice })).toBe(postageOf(MANY))
  }, 240_000)
})

describe('returnAll, admitAll and expireAll', () => {
  it('give stakes back, and leave out what is', async () => {
    const { wallet, sender, contracts } = scene()
    const { stamps } = await posted(3)
    expect((await returnAll(wallet, { stamps, contracts })).hashes).toHaveLength(1)
    expect(await ledger(scene(), sender)).toBe(3n * STAKE)
    expect((await returnAll(wallet, { stamps, contracts })).hashes).toEqual([])
  })

  it('give the relay its carriages, and leave out what has been answered since', async () => {
    const { wallet, relay, contracts } = scene()
    const { stamps } = await posted(3)
    await collect(wallet, { stamps: stamps.slice(0, 1), contracts })
    expect((await admitAll(relay, { stamps, contracts })).hashes).toHaveLength(1)
    expect(await ledger(scene(), relay)).toBe(3n * CARRIAGE)
    expect((await admitAll(relay, { stamps, contracts })).hashes).toEqual([])
  })

  it('take back what nobody answered, and name what is too early', async () => {
    const { sender, stranger, contracts } = scene()
    const { stamps, stampIds } = await posted(3)
    const error = await failure(expireAll(stranger, { stamps, contracts }))
    expect(error).toMatchObject({
      ...{ errorName: 'StampNotExpired', args: [stampIds[0], EXPIRES_AT] },
      ...{ index: 0, stampId: stampIds[0] },
    })
    await moveTo(scene(), EXPIRES_AT)
    expect((await expireAll(stranger, { stamps, contracts })).hashes).toHaveLength(1)
    expect(await ledger(scene(), sender)).toBe(postageOf(3))
    expect((await expireAll(stranger, { stamps, contracts })).hashes).toEqual([])
  })
})

describe('collectAllMail', () => {
  const COUNT = 300

  /** A mailing of 300 letters to the inbox, with all claims. */
  async function opened() {
    const { sender, relay, inboxId, contracts } = scene()
    const letters = Array.from({ length: COUNT }, (_, index) => ({
      ...{ inboxId, letterHash: keccak256(numberToHex(index, { size: 32 })) },
    }))
    const tree = await mailingTree(letters)
    const mailing: Mailing = {
      ...{ sender: sender.account.address, relay: relay.account.address, token: NATIVE },
      ...{ root: tree.root, carriage: CARRIAGE, stake: STAKE },
      ...{ count: COUNT, expiresAt: EXPIRES_AT },
    }
    const { mailingId } = await openMailing(sender, { mailing, contracts })
    const claims = letters.map((letter, index) => ({ index, ...letter, proof: tree.proof(index) }))
    return { mailing, mailingId, claims }
  }

  it('collects all letters of an inbox in chunks, and those once', async () => {
    const { wallet, recovery, contracts } = scene()
    const { mailing, claims } = await opened()
    await collectAllMail(wallet, { mailing, claims: claims.slice(0, 10), contracts })
    const seen: ChunkProgress[] = []
    const { hashes } = await collectAllMail(wallet, {
      ...{ mailing, claims, contracts },
      onProgress: (progress) => seen.push(progress),
    })
    expect(hashes.length).toBeGreaterThan(1)
    await expectSmall(hashes)
    expect(seen.at(-1)).toMatchObject({ done: COUNT, total: COUNT })
    expect(await ledger(scene(), recovery)).toBe(BigInt(COUNT) * STAKE)
    expect((await collectAllMail(wallet, { mailing, claims, contracts })).hashes).toEqual([])
  }, 120_000)

  it('names the claim that is refused', async () => {
    const { wallet, contracts } = scene()
    const { mailing, mailingId, claims } = await opened()
    const some = claims.slice(100, 103)
    const wrong = { ...(some[1] as (typeof claims)[0]), proof: some[0]?.proof ?? [] }
    const error = await failure(
      collectAllMail(wallet, { mailing, claims: [some[0] as never, wrong], contracts }),
    )
    expect(error).toBeInstanceOf(ChunkRefusalError)
    expect(error).toMatchObject({
      ...{ errorName: 'MailProofInvalid', args: [mailingId, 101] },
      ...{ index: 1, stampId: undefined, done: 0, total: 2 },
    })
  })

  it('names none where the mailing itself is refused', async () => {
    const { wallet, contracts } = scene()
    const { mailing, claims } = await opened()
    const closed = { ...mailing, count: COUNT + 1 }
    const error = await failure(
      collectAllMail(wallet, { mailing: closed, claims: claims.slice(0, 1), contracts }),
    )
    expect(error).toMatchObject({ errorName: 'MailingNotPending', index: undefined })
  })
})
