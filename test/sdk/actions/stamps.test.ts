import { zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { admit } from '../../../sdk/src/actions/admit.ts'
import { approveSpender } from '../../../sdk/src/actions/approveSpender.ts'
import { collect } from '../../../sdk/src/actions/collect.ts'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { expire } from '../../../sdk/src/actions/expire.ts'
import { getStampId } from '../../../sdk/src/actions/getStampId.ts'
import { getStampStatus } from '../../../sdk/src/actions/getStampStatus.ts'
import { getStampStatuses } from '../../../sdk/src/actions/getStampStatuses.ts'
import { post } from '../../../sdk/src/actions/post.ts'
import { postFor } from '../../../sdk/src/actions/postFor.ts'
import { postFrom } from '../../../sdk/src/actions/postFrom.ts'
import { postMany } from '../../../sdk/src/actions/postMany.ts'
import { returnToSender } from '../../../sdk/src/actions/returnToSender.ts'
import { settleFor } from '../../../sdk/src/actions/settleFor.ts'
import { signAnswer } from '../../../sdk/src/actions/signAnswer.ts'
import { signStamp } from '../../../sdk/src/actions/signStamp.ts'
import { voidStamps } from '../../../sdk/src/actions/voidStamps.ts'
import { InvalidParameterError } from '../../../sdk/src/errors/InvalidParameterError.ts'
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
  receiptOf,
  refused,
  STAKE,
} from '../support/postOfficeScene.ts'

const scene = postOfficeScene()

/** The sender has this much native money in the PostOffice. */
async function funded(amount: bigint) {
  const { sender, contracts } = scene()
  await deposit(sender, { token: NATIVE, to: sender.account.address, amount, contracts })
}

/** Stamps that the sender has posted. */
async function posted(count: number): Promise<readonly Stamp[]> {
  const { sender, contracts } = scene()
  const { stamps } = await postMany(sender, { inputs: inputsOf(scene(), count), contracts })
  return stamps
}

async function statusOf(stamp: Stamp) {
  const { sender, contracts } = scene()
  const stampId = await getStampId(sender, { stamp, contracts })
  return await getStampStatus(sender, { stampId, contracts })
}

describe('post', () => {
  it('gives the stamp and the id that the contract has it by', async () => {
    const { sender, contracts } = scene()
    const input = inputOf(scene())
    const { hash, stamp, stampId } = await post(sender, { input, contracts })
    expect(stamp).toEqual({ sender: sender.account.address, ...input })
    expect(stampId).toBe(await getStampId(sender, { stamp, contracts }))
    const { timestamp } = await sender.getBlock()
    expect(await getStampStatus(sender, { stampId, contracts })).toEqual({
      ...{ status: 'open', relayMayCollect: false, carriagePaid: false },
      ...{ postedAt: Number(timestamp), settledAt: 0 },
    })
    expect((await receiptOf(scene(), hash)).to).toBe(contracts.PostOffice.toLowerCase())
  })

  it('sends exactly native postage along, and leaves the balance', async () => {
    const { sender, contracts } = scene()
    await funded(500n)
    const before = await sender.getBalance({ address: contracts.PostOffice })
    const { hash } = await post(sender, { input: inputOf(scene()), contracts })
    expect((await sender.getTransaction({ hash })).value).toBe(POSTAGE)
    expect(await ledger(scene(), sender)).toBe(500n)
    expect(await sender.getBalance({ address: contracts.PostOffice })).toBe(before + POSTAGE)
  })

  it.each([1n, POSTAGE - 1n, POSTAGE])('takes %i from the balance when told to', async (part) => {
    const { sender, contracts } = scene()
    await funded(POSTAGE)
    const input = inputOf(scene())
    const { hash } = await post(sender, { input, fromBalance: part, contracts })
    expect((await sender.getTransaction({ hash })).value).toBe(POSTAGE - part)
    expect(await ledger(scene(), sender)).toBe(POSTAGE - part)
  })

  it.each([-1n, POSTAGE + 1n])('refuses to take %i from the balance', async (fromBalance) => {
    const { sender, contracts } = scene()
    const error = await failure(post(sender, { input: inputOf(scene()), fromBalance, contracts }))
    expect(error).toBeInstanceOf(InvalidParameterError)
    expect(error).toMatchObject({
      parameter: 'fromBalance',
      shortMessage: `\`fromBalance\` is 0 to the postage of ${POSTAGE}, not ${fromBalance}.`,
    })
  })

  it('refuses a part from the balance of another token, whose balance always comes first', async () => {
    const { sender, token, contracts } = scene()
    const input = inputOf(scene(), 0, token.address)
    const error = await failure(post(sender, { input, fromBalance: 0n, contracts }))
    expect(error).toBeInstanceOf(InvalidParameterError)
  })

  it('is refused when the balance has less than the part that is told', async () => {
    const { sender, contracts } = scene()
    await funded(9n)
    const call = post(sender, { input: inputOf(scene()), fromBalance: 10n, contracts })
    const owner = sender.account.address
    expect(await refused(call)).toEqual(['ERC6909InsufficientBalance', owner, 9n, 10n, 0n])
  })

  it('takes a token by balance first, then by allowance', async () => {
    const { sender, token, contracts } = scene()
    const owner = sender.account.address
    await token.write.approve([contracts.PostOffice, POSTAGE], { account: sender.account })
    await deposit(sender, { token: token.address, to: owner, amount: 400n, contracts })
    const before = await token.read.balanceOf([owner])
    await post(sender, { input: inputOf(scene(), 0, token.address), contracts })
    expect(await ledger(scene(), sender, token.address)).toBe(0n)
    expect(await token.read.balanceOf([owner])).toBe(before - POSTAGE + 400n)
    expect(await token.read.allowance([owner, contracts.PostOffice])).toBe(0n)
  })

  it('can be tried, and its gas estimated, without being sent', async () => {
    const { sender, contracts } = scene()
    const input = inputOf(scene())
    const stampId = await getStampId(sender, {
      stamp: { sender: sender.account.address, ...input },
      contracts,
    })
    expect(await post.simulate(sender, { input, contracts })).toBe(stampId)
    const estimate = await post.estimateGas(sender, { input, contracts })
    const { hash } = await post(sender, { input, contracts })
    expect((await receiptOf(scene(), hash)).gasUsed).toBeLessThanOrEqual(estimate)
    expect(post.call(contracts, { input }).value).toBe(POSTAGE)
  })
})

describe('postMany', () => {
  it('gives stamps and ids in the order of the inputs, paid at once', async () => {
    const { sender, contracts } = scene()
    const inputs = inputsOf(scene(), 3)
    const { hash, stamps, stampIds } = await postMany(sender, { inputs, contracts })
    expect((await sender.getTransaction({ hash })).value).toBe(3n * POSTAGE)
    expect(stamps).toEqual(inputs.map((input) => ({ sender: sender.account.address, ...input })))
    for (const [index, stamp] of stamps.entries())
      expect(stampIds[index]).toBe(await getStampId(sender, { stamp, contracts }))
    const statuses = await getStampStatuses(sender, { stampIds, contracts })
    expect(statuses.map(({ status }) => status)).toEqual(['open', 'open', 'open'])
  })

  it('is refused with the place of the stamp that is wrong', async () => {
    const { sender, contracts } = scene()
    const [first, second] = inputsOf(scene(), 2) as [never, ReturnType<typeof inputOf>]
    const inputs = [first, { ...second, stake: STAKE - 1n }]
    expect(await refused(postMany(sender, { inputs, contracts }))).toEqual([
      ...['StakeTooLow', 1n],
      ...[STAKE - 1n, STAKE],
    ])
  })

  it('is refused without a stamp', async () => {
    const { sender, contracts } = scene()
    expect(await refused(postMany(sender, { inputs: [], contracts }))).toEqual(['NoStamps'])
  })
})

describe('postFor', () => {
  it('posts what the sender signed, from its balance, sent by somebody else', async () => {
    const { sender, relay, contracts } = scene()
    await funded(POSTAGE)
    const signed = await signStamp(sender, { input: inputOf(scene()), contracts })
    const { stamp, stampId } = await postFor(relay, { ...signed, contracts })
    expect(stamp.sender).toBe(sender.account.address)
    expect((await getStampStatus(relay, { stampId, contracts })).status).toBe('open')
    expect(await ledger(scene(), sender)).toBe(0n)
  })

  it('is refused for another stamp than was signed', async () => {
    const { sender, relay, contracts } = scene()
    const signed = await signStamp(sender, { input: inputOf(scene()), contracts })
    const call = postFor(relay, { ...signed, input: inputOf(scene(), 1), contracts })
    expect(await refused(call)).toEqual(['InvalidSignature', sender.account.address])
  })
})

describe('postFrom', () => {
  it('posts from the balance of an owner, within what it allowed', async () => {
    const { sender, stranger, contracts } = scene()
    const spender = stranger.account.address
    await funded(POSTAGE)
    await approveSpender(sender, { token: NATIVE, spender, amount: POSTAGE - 1n, contracts })
    const from = { sender: sender.account.address, input: inputOf(scene()), contracts }
    expect(await refused(postFrom(stranger, from))).toEqual([
      ...['ERC6909InsufficientAllowance', spender],
      ...[POSTAGE - 1n, POSTAGE, 0n],
    ])
    await approveSpender(sender, { token: NATIVE, spender, amount: POSTAGE, contracts })
    const { stamp, stampId } = await postFrom(stranger, from)
    expect(stamp.sender).toBe(sender.account.address)
    expect((await getStampStatus(sender, { stampId, contracts })).status).toBe('open')
    expect(await ledger(scene(), sender)).toBe(0n)
  })
})

describe('voidStamps', () => {
  it('calls off what was signed and not posted, for good', async () => {
    const { sender, relay, contracts } = scene()
    await funded(POSTAGE)
    const signed = await signStamp(sender, { input: inputOf(scene()), contracts })
    const stamp = { sender: signed.sender, ...signed.input }
    await voidStamps(sender, { stamps: [stamp], contracts })
    expect((await statusOf(stamp)).status).toBe('voided')
    const stampId = await getStampId(sender, { stamp, contracts })
    expect(await refused(postFor(relay, { ...signed, contracts }))).toEqual([
      ...['StampIdUsed', 0n],
      ...[stampId, 6],
    ])
  })

  it('is refused to who is not the sender', async () => {
    const { sender, stranger, contracts } = scene()
    const stamp = { sender: sender.account.address, ...inputOf(scene()) }
    const stampId = await getStampId(sender, { stamp, contracts })
    const call = voidStamps(stranger, { stamps: [stamp], contracts })
    expect(await refused(call)).toEqual(['NotSender', stampId, stranger.account.address])
  })
})

describe('admit', () => {
  it('gives the relay its carriage, once', async () => {
    const { relay, contracts } = scene()
    const stamps = await posted(2)
    await admit(relay, { stamps, contracts })
    await admit(relay, { stamps, contracts })
    expect(await ledger(scene(), relay)).toBe(2n * CARRIAGE)
    expect(await statusOf(stamps[0] as Stamp)).toMatchObject({
      ...{ status: 'admitted', carriagePaid: true },
    })
  })

  it('is refused to another relay', async () => {
    const { stranger, contracts } = scene()
    const stamps = await posted(1)
    const stampId = await getStampId(stranger, { stamp: stamps[0] as Stamp, contracts })
    const call = admit(stranger, { stamps, contracts })
    expect(await refused(call)).toEqual(['NotRelay', stampId, stranger.account.address])
  })
})

describe('collect', () => {
  it('gives the stake to the payout and the carriage to the relay', async () => {
    const { wallet, relay, recovery, contracts } = scene()
    const stamps = await posted(2)
    await collect(wallet, { stamps, contracts })
    expect(await ledger(scene(), recovery)).toBe(2n * STAKE)
    expect(await ledger(scene(), relay)).toBe(2n * CARRIAGE)
    expect((await statusOf(stamps[1] as Stamp)).status).toBe('collected')
  })

  it('is refused to who is no wallet of the inbox', async () => {
    const { stranger, contracts } = scene()
    const stamps = await posted(1)
    const stampId = await getStampId(stranger, { stamp: stamps[0] as Stamp, contracts })
    const call = collect(stranger, { stamps, contracts })
    expect(await refused(call)).toEqual(['NotRecipient', stampId, stranger.account.address])
  })

  it('is refused for a stamp that was never posted', async () => {
    const { wallet, sender, contracts } = scene()
    const stamp = { sender: sender.account.address, ...inputOf(scene()) }
    const stampId = await getStampId(sender, { stamp, contracts })
    const call = collect(wallet, { stamps: [stamp], contracts })
    expect(await refused(call)).toEqual(['StampNotPending', stampId, 0])
  })
})

describe('returnToSender', () => {
  it('gives the stake back to the sender, and the carriage to the relay', async () => {
    const { wallet, sender, relay, contracts } = scene()
    const stamps = await posted(2)
    await returnToSender(wallet, { stamps, contracts })
    expect(await ledger(scene(), sender)).toBe(2n * STAKE)
    expect(await ledger(scene(), relay)).toBe(2n * CARRIAGE)
    expect((await statusOf(stamps[0] as Stamp)).status).toBe('returned')
  })
})

describe('settleFor', () => {
  it.each([
    [true, 'collected'],
    [false, 'returned'],
  ] as const)('answers as the wallet signed: collect %s', async (isCollected, status) => {
    const { wallet, sender, recovery, stranger, contracts } = scene()
    const stamps = await posted(2)
    const signed = await signAnswer(wallet, { stamps, collect: isCollected, contracts })
    await settleFor(stranger, { ...signed, contracts })
    expect(await ledger(scene(), isCollected ? recovery : sender)).toBe(2n * STAKE)
    expect((await statusOf(stamps[0] as Stamp)).status).toBe(status)
  })

  it('is refused for another answer than was signed', async () => {
    const { wallet, stranger, contracts } = scene()
    const stamps = await posted(1)
    const signed = await signAnswer(wallet, { stamps, collect: true, contracts })
    const call = settleFor(stranger, { ...signed, collect: false, contracts })
    expect(await refused(call)).toEqual(['InvalidSignature', wallet.account.address])
  })
})

describe('expire', () => {
  it('gives all back to the sender when nobody answered in time', async () => {
    const { sender, stranger, contracts } = scene()
    const stamps = await posted(2)
    await moveTo(scene(), EXPIRES_AT)
    await expire(stranger, { stamps, contracts })
    expect(await ledger(scene(), sender)).toBe(2n * POSTAGE)
    expect((await statusOf(stamps[0] as Stamp)).status).toBe('expired')
  })

  it('leaves the carriage with a relay that admitted the letter', async () => {
    const { sender, relay, contracts } = scene()
    const stamps = await posted(1)
    await admit(relay, { stamps, contracts })
    await moveTo(scene(), EXPIRES_AT)
    await expire(sender, { stamps, contracts })
    expect(await ledger(scene(), sender)).toBe(STAKE)
    expect(await ledger(scene(), relay)).toBe(CARRIAGE)
  })

  it('is refused before', async () => {
    const { sender, contracts } = scene()
    const stamps = await posted(1)
    const stampId = await getStampId(sender, { stamp: stamps[0] as Stamp, contracts })
    const call = expire(sender, { stamps, contracts })
    expect(await refused(call)).toEqual(['StampNotExpired', stampId, EXPIRES_AT])
  })
})

describe('getStampStatuses', () => {
  it('answers more than fit one request, in order', async () => {
    const { sender, contracts } = scene()
    const { stampId } = await post(sender, { input: inputOf(scene()), contracts })
    const stampIds = Array.from({ length: 1_001 }, (_, index) =>
      index === 500 ? stampId : zeroHash,
    )
    const statuses = await getStampStatuses(sender, { stampIds, contracts })
    expect(statuses).toHaveLength(1_001)
    expect(statuses.findIndex(({ status }) => status === 'open')).toBe(500)
    expect(statuses.filter(({ status }) => status === 'none')).toHaveLength(1_000)
  })

  it('asks nothing for nothing', async () => {
    const { sender, contracts } = scene()
    expect(await getStampStatuses(sender, { stampIds: [], contracts })).toEqual([])
  })
})
