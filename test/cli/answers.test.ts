import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GetStampStatusReturnType, Stamp } from '@pennypost/sdk'
import { contractsOn, stampIdOf } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { keccak256, parseEther, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jsonFields } from '../../cli/answers/jsonFields.ts'
import { lotsOf } from '../../cli/answers/lotsOf.ts'
import { timeLeftText } from '../../cli/answers/timeLeftText.ts'
import type { Circumstances } from '../../cli/answers/whyNot.ts'
import { whyNot } from '../../cli/answers/whyNot.ts'
import { toJson } from '../../cli/print/toJson.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { inboxIds } from '../../scripts/seed/inboxes.ts'
import { poll } from '../../scripts/stack/poll.ts'
import type { TestStack } from '../e2e/support/testStack.ts'
import { startTestStack } from '../e2e/support/testStack.ts'
import type { CliScene } from './support/cliScene.ts'
import { dev, sceneOf } from './support/cliScene.ts'

/*
collect, return, expire, relay admit
├── when only looking → what waits, and nothing changes
├── given some cannot be → the others are done, each reason is told, 3
│   └── given none can be → 3, and nothing is sent
├── given one ends between looking and sending → the others are done
├── given it was done before → 0, and nothing is sent
├── given everything is meant → all that waits, in as many transactions as it takes
├── given the API is away → from a file
├── given letters of mailings → collected, each once; a mailing is admitted whole
└── given the recipient has no gas → it signs, and anybody sends
*/

/** Who they are in the seeded scene. */
const [bruno, chloe, dmitri, farid, heidi, swift, stranger] = [2, 3, 4, 6, 8, 10, 14].map(
  (index) => ({ option: `--dev ${index}`, address: dev(index).address }),
) as [Who, Who, Who, Who, Who, Who, Who]
type Who = { option: string; address: Address }

const { PostOffice } = contractsOn(31337)

let stack: TestStack
let scene: CliScene
let ids: Record<keyof TestStack['scene']['letters'], Hex>

beforeAll(async () => {
  stack = await startTestStack()
  scene = sceneOf(stack.chain.url, stack.folder, stack.api.url)
  const letters = Object.entries(stack.scene.letters)
  ids = Object.fromEntries(letters.map(([name, { stampId }]) => [name, stampId])) as typeof ids
})
afterAll(() => stack?.stop())

/** Waits until the API has seen what was sent. */
async function untilIndexed(): Promise<void> {
  const head = await scene.client.getBlockNumber({ cacheTime: 0 })
  const url = `${stack.api.url}/v1/relays?chain=eip155:31337&limit=1`
  const isIndexed = async () => {
    const { asOf } = (await (await fetch(url)).json()) as { asOf?: { blockNumber: string } }
    return asOf !== undefined && BigInt(asOf.blockNumber) >= head
  }
  await poll(isIndexed, { for: `block ${head} in the API`, within: 60_000 })
}

async function balance({ address }: Who, token: Address = zeroAddress): Promise<bigint> {
  return await scene.client.readContract({
    ...{ abi: postOfficeAbi, address: PostOffice, functionName: 'balanceOf' },
    args: [address, BigInt(token)],
  })
}

async function statusOf(stampId: Hex): Promise<number> {
  const [status] = await scene.client.readContract({
    ...{ abi: postOfficeAbi, address: PostOffice, functionName: 'stampStatus', args: [stampId] },
  })
  return status
}

const [, open, , collected, returned, expired] = [0, 1, 2, 3, 4, 5]

/** Writes a file into the folder where commands run. */
const write = (name: string, document: unknown) =>
  writeFileSync(join(stack.folder, name), toJson(document, 2))

/** Why, by the id of what is passed over. */
const reasonsIn = (document: { passedOver: { stampId: Hex; reason: string }[] }) =>
  Object.fromEntries(document.passedOver.map(({ stampId, reason }) => [stampId, reason]))

describe('collect', () => {
  it('shows what waits, and what it would bring, and changes nothing', async () => {
    const before = await scene.state(bruno.address)
    const { code, stdout } = await scene.run(`collect --all ${bruno.option} --dry-run`)
    expect(code).toBe(0)
    expect(stdout).toMatch(
      new RegExp(`${ids.open}  0\\.002 ETH  ${heidi.address}  49 d 23 h$`, 'm'),
    )
    expect(stdout).toMatch(/^Stake +0\.01 ETH to 0x\w+ \(the account\)$/m)
    expect(stdout).toMatch(new RegExp(`^Carriage +0\\.00035 ETH to ${swift.address}$`, 'm'))
    const asked = await scene.run(`collect --all ${bruno.option}`)
    expect(asked.code).toBe(2)
    expect(asked.stderr).toMatch(/there is no terminal to ask on: Collect 5 stamps\./)
    expect(await scene.state(bruno.address)).toEqual(before)
  })

  it('does what can be done of what is named, and says why not of the rest', async () => {
    const [stake, carriage] = [await balance(bruno), await balance(swift)]
    const unknown = `0x${'11'.repeat(32)}`
    const named = [ids.open, ids.returned, ids.overdue, ids.toDmitri, unknown, ids.open]
    const { code, stdout, stderr } = await scene.run(
      `collect ${named.join(' ')} ${bruno.option} --yes --json`,
    )
    expect(code).toBe(3)
    const document = JSON.parse(stdout)
    expect(reasonsIn(document)).toEqual({
      [ids.returned]: 'answered',
      [ids.overdue]: 'not_yours',
      [ids.toDmitri]: 'not_yours',
      [unknown]: 'not_known',
    })
    expect(stderr).toMatch(`Stamp ${ids.returned} is passed over: it was returned at 2`)
    expect(document.stamps).toMatchObject([
      { stampId: ids.open, stakeTo: bruno.address, carriageTo: swift.address },
    ])
    expect(document.credits).toMatchObject([
      { account: bruno.address, part: 'stake', amount: `${parseEther('0.002')}`, symbol: 'ETH' },
      { account: swift.address, part: 'carriage', amount: `${parseEther('0.0001')}` },
    ])
    expect(await balance(bruno)).toBe(stake + parseEther('0.002'))
    expect(await balance(swift)).toBe(carriage + parseEther('0.0001'))
  })

  it('sends nothing where nothing can be done: 3, or 0 if it was done before', async () => {
    const before = await scene.state(bruno.address)
    const late = await scene.run(`collect ${ids.returned} ${ids.overdue} ${bruno.option} --yes`)
    expect(late).toMatchObject({ code: 3, stdout: '' })
    const again = await scene.run(`collect ${ids.open} ${bruno.option} --yes --json`)
    expect(again.code).toBe(0)
    expect(JSON.parse(again.stdout)).toMatchObject({
      credits: [],
      passedOver: [{ stampId: ids.open, reason: 'already' }],
      transactions: [],
    })
    expect(await scene.state(bruno.address)).toEqual(before)
  })

  it('takes a stamp from a file where the API is away', async () => {
    write('stamp.json', stack.scene.letters.stingy)
    const env = { PENNYPOST_API_URL: 'http://127.0.0.1:9' }
    const away = await scene.run(`collect ${ids.stingy} ${bruno.option} --yes`, { env })
    expect(away).toMatchObject({ code: 4, stdout: '' })
    await scene.json(`collect --stamp stamp.json ${bruno.option} --yes`, { env })
    expect(await statusOf(ids.stingy)).toBe(collected)
  })

  it('collects letters of mailings, each once, of one’s own alone', async () => {
    const { mailing, mailingId, letters } = stack.scene.mailings.newsletter
    const claims = letters.map((letter, index) => ({ index, ...letter }))
    write('mail.json', { pennypost: 'mail', chain: 'eip155:31337', mailingId, mailing, claims })
    const before = await balance(chloe)
    const { code, stdout } = await scene.run(
      `collect --mail mail.json ${chloe.option} --yes --json`,
    )
    const document = JSON.parse(stdout)
    expect(code).toBe(3)
    expect(document.letters).toMatchObject([{ mailingId, index: 0, stakeTo: chloe.address }])
    expect(document.passedOver).toMatchObject(
      [1, 2, 3].map((index) => ({ mailingId, index, reason: 'not_yours' })),
    )
    expect(await balance(chloe)).toBe(before + parseEther('0.001'))

    const [first, second] = claims
    write('once.json', { mailing, claims: [first] })
    const again = await scene.json(`collect --mail once.json ${chloe.option} --yes`)
    expect(again).toMatchObject({ passedOver: [{ reason: 'already' }], transactions: [] })
    write('bad.json', { mailing, claims: [{ ...second, proof: first?.proof }] })
    const bad = await scene.run(`collect --mail bad.json ${bruno.option} --yes`)
    expect(bad.code).toBe(3)
    expect(bad.stderr).toMatch(/its proof does not lead to the root of the mailing\.$/m)
  })

  it('is signed by a recipient without gas, and sent by anybody, once', async () => {
    const { mailing, letters } = stack.scene.mailings.newsletter
    write('letter.json', { mailing, claims: [{ index: 1, ...letters[1] }] })
    const line = `collect ${ids.fromMallory} ${ids.expiring} --mail letter.json ${bruno.option}`
    const before = await scene.state(bruno.address)
    const { steps } = await scene.json(`${line} --sign --dry-run`)
    expect(steps.map(({ typedData }: Steps) => typedData.primaryType)).toEqual([
      'Answer',
      'CollectMail',
    ])
    const some = await scene.run(`collect ${ids.expiring} ${ids.returned} ${bruno.option} --sign`)
    expect(some.code).toBe(3)
    expect(JSON.parse(some.stdout).answers).toMatchObject([{ stamps: [{}], collect: true }])
    const { stdout, stderr } = await scene.run(`${line} --sign`)
    expect(stderr).toContain('has no deadline and cannot be called off')
    expect(await scene.state(bruno.address)).toEqual(before)
    writeFileSync(join(stack.folder, 'signed.json'), stdout)
    writeFileSync(
      join(stack.folder, 'forged.json'),
      stdout.replaceAll(bruno.address, chloe.address),
    )

    // Of what was signed one is done meanwhile: the other is done all the same.
    await scene.json(`collect ${ids.expiring} ${bruno.option} --yes`)
    const stake = await balance(bruno)
    const send = `collect --signature signed.json ${stranger.option} --yes`
    expect(await scene.run(send.replace('signed', 'forged'))).toMatchObject({ code: 3 })
    const sent = await scene.json(send)
    expect(sent).toMatchObject({
      account: stranger.address,
      stamps: [{ stampId: ids.fromMallory, stakeTo: bruno.address }],
      letters: [{ index: 1, stakeTo: bruno.address }],
      passedOver: [{ stampId: ids.expiring, reason: 'already' }],
    })
    expect(await balance(bruno)).toBe(stake + parseEther('0.003'))
    expect((await scene.json(send)).transactions).toEqual([])
    const other = await scene.run(send.replace('collect', 'return'))
    expect(other).toMatchObject({ code: 2, stderr: expect.stringMatching(/return --sign prints/) })
  })

  it('takes everything that waits, in as many transactions as it takes', async () => {
    await post(Array.from({ length: 260 }, () => 172_800))
    const before = await balance(bruno)
    const { code, stdout, stderr } = await scene.run(`collect --all ${bruno.option} --yes --json`)
    expect(code).toBe(0)
    const document = JSON.parse(stdout)
    expect(document.stamps).toHaveLength(261)
    expect(document.transactions.map(({ label }: { label: string }) => label)).toEqual([
      'Collect 1–250 of 261',
      'Collect 251–261 of 261',
    ])
    for (const { hash } of document.transactions) expect(stderr).toContain(`sent ${hash}, waiting`)
    expect(await balance(bruno)).toBe(before + 261n * parseEther('0.002'))
    await untilIndexed()
    const nothing = await scene.run(`collect --all ${bruno.option} --yes`)
    expect(nothing).toMatchObject({
      ...{ code: 0, stderr: expect.stringMatching(/^Letters of mailings are not in --all\. Each/) },
      stdout: `No stamp waits for an answer at inbox ${inboxIds.bruno}.\n`,
    })
  })

  it('is not spoilt by one that ends between looking and sending', async () => {
    const [first, second] = await post([3_700, 172_800])
    const before = await balance(bruno)
    // The newest block is before it, and the next one is not.
    await scene.client.setNextBlockTimestamp({ timestamp: BigInt(first?.stamp.expiresAt ?? 0) })
    const line = `collect ${first?.stampId} ${second?.stampId} ${bruno.option} --yes`
    const { code, stdout, stderr } = await scene.run(line)
    expect(code).toBe(3)
    expect(stdout).toMatch(/^Only +1 stamp$/m)
    expect(stderr).toMatch(new RegExp(`^Stamp ${first?.stampId} is passed over: .*expired`, 'm'))
    expect(await statusOf(first?.stampId as Hex)).toBe(open)
    expect(await statusOf(second?.stampId as Hex)).toBe(collected)
    expect(await balance(bruno)).toBe(before + parseEther('0.002'))
  })

  it.each([
    ['collect', /^✗ Which ones\? Name them by their ids/],
    ['collect --all 0x12', /An id is 0x and 64 hexadecimal digits/],
    [`collect --all 0x${'12'.repeat(32)}`, /^✗ Name stamps, or say --all: not both/],
    ['collect --all --deadline 2100-01-01 --sign', /an answer to stamps has none/],
    ['collect --all --sign --signature x.json', /not both at once/],
    ['collect --all --signature x.json', /--all is fixed by what was signed/],
    ['collect --stamp missing.json', /^✗ missing\.json is not there/],
    ['collect --mail stamp.json', /^✗ stamp\.json is not what pennypost mailing prove writes/],
    ['relay admit', /^✗ Which ones\?/],
    ['relay admit --list stamp.json', /no id of 0x and 64 hexadecimal digits is on lines 1, 2,/],
  ])('%s is refused with 2', async (line, message) => {
    const { code, stdout, stderr } = await scene.run(`${line} ${bruno.option}`)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  it('refuses a stamp that was changed', async () => {
    const { stampId, stamp } = stack.scene.letters.open
    write('changed.json', { stampId, stamp: { ...stamp, stake: 1n } })
    const { code, stderr } = await scene.run(`collect --stamp changed.json ${bruno.option}`)
    expect(code).toBe(2)
    expect(stderr).toMatch(new RegExp(`^✗ changed\\.json is not stamp ${stampId}: on eip155:31337`))
  })
})

type Steps = { typedData: { primaryType: string } }

describe('return', () => {
  it('gives every stake back, and the relay its carriage', async () => {
    const { token } = stack.scene
    const [sender, relay] = [
      await balance(heidi, token),
      await balance({ ...swift, address: dev(11).address }, token),
    ]
    const document = await scene.json(`return --all ${farid.option} --yes`)
    expect(document.stamps).toMatchObject([{ stampId: ids.forZephyr, stakeTo: heidi.address }])
    expect(await statusOf(ids.forZephyr)).toBe(returned)
    expect(await balance(heidi, token)).toBe(sender + 250_000n)
    expect(await balance({ ...swift, address: dev(11).address }, token)).toBe(relay + 40_000n)
  })
})

describe('expire', () => {
  it('gives back what nobody answered, and nothing before its time', async () => {
    const { token } = stack.scene
    const before = await balance(heidi, token)
    const named = `expire ${ids.admitted} ${ids.expired} ${heidi.option} --yes`
    const early = await scene.run(named)
    expect(early.code).toBe(3)
    expect(early.stderr).toMatch(/its recipient may answer until 20\d\d-/)
    const document = await scene.json(`expire --all ${heidi.option} --yes`)
    expect(document.stamps).toContainEqual(
      expect.objectContaining({
        ...{ stampId: ids.overdue, stakeTo: heidi.address, carriageTo: heidi.address },
      }),
    )
    expect(await statusOf(ids.overdue)).toBe(expired)
    expect(await balance(heidi, token)).toBe(before + 1_550_000n)
  })
})

describe('relay admit', () => {
  it('takes the carriage of stamps and mailings that name the account', async () => {
    const { newsletter, invitation } = stack.scene.mailings
    writeFileSync(
      join(stack.folder, 'carried.txt'),
      `# of today\n${ids.toDmitri}\n\n${ids.admitted}\n${ids.forZephyr}\r\n${newsletter.mailingId}\n`,
    )
    write('invitation.json', { mailing: invitation.mailing })
    expect(await statusOf(ids.toDmitri)).toBe(open)
    const before = await balance(swift)
    const line = `relay admit --list carried.txt --mail invitation.json ${swift.option} --yes --json`
    const { code, stdout } = await scene.run(line)
    expect(code).toBe(3)
    const document = JSON.parse(stdout)
    expect(document).toMatchObject({
      stamps: [{ stampId: ids.toDmitri, stakeTo: null, carriageTo: swift.address }],
      mailings: [{ mailingId: newsletter.mailingId }, { mailingId: invitation.mailingId }],
      passedOver: [
        { stampId: ids.admitted, reason: 'already' },
        { stampId: ids.forZephyr, reason: 'not_yours' },
      ],
    })
    expect(await balance(swift)).toBe(before + 5n * parseEther('0.0001'))

    const again = await scene.json(`relay admit ${newsletter.mailingId} ${swift.option} --yes`)
    expect(again).toMatchObject({ passedOver: [{ reason: 'already' }], transactions: [] })
  })

  it('leaves the recipient its answer', async () => {
    const { stamps } = await scene.json(`collect ${ids.toDmitri} ${dmitri.option} --yes`)
    expect(stamps).toMatchObject([{ stakeTo: dmitri.address, carriageTo: null }])
  })
})

/** Posts stamps of the price that Bruno asks, by Heidi, in one transaction, which expire so many seconds from now. */
async function post(expiries: readonly number[]): Promise<{ stampId: Hex; stamp: Stamp }[]> {
  const { timestamp } = await scene.client.getBlock()
  const stake = parseEther('0.002')
  const inputs = expiries.map((seconds, n) => ({
    ...{ relay: zeroAddress, token: zeroAddress, inboxId: inboxIds.bruno, carriage: 0n, stake },
    ...{ letterHash: keccak256(toHex(`letter ${n}`)), expiresAt: Number(timestamp) + seconds },
  }))
  const hash = await scene.client.writeContract({
    ...{ abi: postOfficeAbi, address: PostOffice, functionName: 'postMany', args: [inputs] },
    ...{ account: dev(8), value: BigInt(expiries.length) * stake },
  })
  await scene.client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  await untilIndexed()
  return inputs.map((input) => {
    const stamp = { ...input, sender: heidi.address }
    return { stampId: stampIdOf({ chainId: 31337, postOffice: PostOffice, stamp }), stamp }
  })
}

describe('whyNot', () => {
  const relay = dev(10).address
  const stamp: Stamp = {
    ...{ sender: dev(8).address, relay, token: zeroAddress, inboxId: inboxIds.bruno },
    ...{ letterHash: keccak256('0x'), carriage: 1n, stake: 2n, expiresAt: 1_000 },
  }
  const found: GetStampStatusReturnType = {
    ...{ status: 'open', relayMayCollect: false, carriagePaid: false, postedAt: 1, settledAt: 0 },
  }
  const at = (time: number, account = bruno.address): Circumstances => {
    const inboxId = account === bruno.address ? inboxIds.bruno : undefined
    return { account, inboxId, blockTime: time, now: time }
  }

  it.each(['collect', 'return'] as const)('%s is in time up to expiresAt - 1', (act) => {
    expect(whyNot(act, stamp, found, at(999))).toBeUndefined()
    expect(whyNot(act, stamp, found, at(1_000))?.reason).toBe('late')
    expect(whyNot(act, stamp, found, at(1_001))?.reason).toBe('late')
    // A clock that is ahead of the chain costs nobody a stake.
    expect(whyNot(act, stamp, found, { ...at(999), now: 2_000 })).toBeUndefined()
  })

  it('admit is in time up to expiresAt - 1, and for the relay alone', () => {
    expect(whyNot('admit', stamp, found, at(999, relay))).toBeUndefined()
    expect(whyNot('admit', stamp, found, at(1_000, relay))?.reason).toBe('late')
    expect(whyNot('admit', stamp, found, at(999))?.reason).toBe('not_yours')
  })

  it('expire is due from expiresAt on, by the chain or by the clock, for anybody', () => {
    expect(whyNot('expire', stamp, found, at(999))?.reason).toBe('not_due')
    expect(whyNot('expire', stamp, found, at(1_000, relay))).toBeUndefined()
    expect(whyNot('expire', stamp, found, { ...at(999), now: 1_000 })).toBeUndefined()
  })

  it('a relay may collect what was posted on such terms', () => {
    const asRelay = at(999, relay)
    expect(whyNot('collect', stamp, found, asRelay)?.reason).toBe('not_yours')
    const may = { ...found, relayMayCollect: true }
    expect(whyNot('collect', stamp, may, asRelay)).toBeUndefined()
    expect(whyNot('return', stamp, may, asRelay)?.reason).toBe('not_yours')
  })

  it.each([
    ['none', ['not_posted', 'not_posted', 'not_posted', 'not_posted']],
    ['voided', ['voided', 'voided', 'voided', 'voided']],
    ['collected', ['already', 'answered', 'answered', 'already']],
    ['returned', ['answered', 'already', 'answered', 'already']],
    ['expired', ['answered', 'answered', 'already', 'answered']],
  ] as const)('of a stamp that is %s', (status, reasons) => {
    const settled = { ...found, status, settledAt: 5 }
    const acts = ['collect', 'return', 'expire', 'admit'] as const
    const own = (act: (typeof acts)[number]) => at(999, act === 'admit' ? relay : bruno.address)
    expect(acts.map((act) => whyNot(act, stamp, settled, own(act))?.reason)).toEqual(reasons)
  })
})

describe('what stamps are read from', () => {
  it('refuses what is not exact, in a sentence', () => {
    const { amount, count } = jsonFields({ a: 2 ** 60, b: '79228162514264337593543950336' }, 'It')
    expect(() => amount('a')).toThrow('It has no amount as `a`.')
    expect(() => amount('b')).toThrow('It has no amount as `b`.')
    expect(() => count('c', 8)).toThrow('It has no whole number as `c`.')
    const { amount: most } = jsonFields({ most: '79228162514264337593543950335' }, 'It')
    expect(most('most')).toBe(2n ** 96n - 1n)
  })

  it('cuts lists without a gap', () => {
    expect(lotsOf([], 2)).toEqual([])
    expect(lotsOf(['a', 'b'], 2)).toEqual([{ lot: ['a', 'b'], place: '' }])
    expect(lotsOf(['a', 'b', 'c'], 2).map(({ place }) => place)).toEqual([' 1–2 of 3', ' 3–3 of 3'])
  })

  it.each([
    [-1, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [3_599, '59 min 59 s'],
    [86_400, '1 d'],
    [183_599, '2 d 2 h'],
  ])('tells %d seconds as %s', (seconds, text) => {
    expect(timeLeftText(seconds)).toBe(text)
  })
})
