import type { Address, Hex } from 'viem'
import {
  decodeFunctionData,
  encodeAbiParameters,
  erc20Abi,
  getAddress,
  toFunctionSelector,
  toHex,
  zeroAddress,
} from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import * as schema from '../../../indexer/ponder.schema.ts'
import type { QuoteResponse } from '../../../protocol/wire/quote.ts'
import { quoteResponse } from '../../../protocol/wire/quote.ts'
import { ask, askProblem } from '../ask.ts'
import type { Scene } from '../verifyScene.ts'
import {
  address,
  bytes32,
  hour,
  letterHash,
  native,
  now,
  recipient,
  relay,
  sender,
  startScene,
  subjectOf,
} from '../verifyScene.ts'

/*
getQuote
├── given no such inbox → inbox_not_found
├── given the sender, its inbox or a sibling is denied → sender_denied
├── given the sender or its inbox is allowed → consented; a sibling is not enough
├── given the door is free → no_postage_required
├── given the door is closed, or no token is accepted → closed
├── given a relay that shares no token → no_common_token, saying why
└── else → postage_required, one option per shared token
    ├── with expiresAt and carryBy
    └── given letterHash, relay and a wallet → with the transaction, and the approval if one is needed
*/

const token = address('token')
const postOffice = getAddress(`0x${'c'.repeat(40)}`)
const senderInbox = bytes32('inbox of the sender')

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(async () => {
  await scene.reset()
  await scene.chain.tables.run('truncate balance')
})
afterAll(() => scene.stop())

const base = { chain: 'eip155:31337', inboxId: recipient }
const pathOf = (query: Record<string, string>) =>
  `/v1/quotes?${new URLSearchParams({ ...base, ...query })}`
const quote = (query: Record<string, string> = {}): Promise<QuoteResponse> =>
  ask(scene.world.app, pathOf(query), quoteResponse)

const refusal = (reason: string) => ({
  deliverable: false,
  postageRequired: false,
  reason,
  options: [],
})

describe('getQuote', () => {
  it('does not find what the chain does not have', async () => {
    const problem = await askProblem(scene.world.app, pathOf({}), 'inbox_not_found')
    expect(problem.detail).toContain(recipient)
  })

  describe('given a word on the sender', () => {
    beforeEach(async () => {
      await scene.inbox({ door: 'free' })
      await scene.wallet({ inboxId: senderInbox })
      await scene.wallet({ wallet: address('sibling'), inboxId: senderInbox })
    })

    it.each([
      ['the wallet', sender, subjectOf(sender)],
      ['its inbox', sender, senderInbox],
      ['a sibling', sender, subjectOf(address('sibling'))],
      ['the inbox', senderInbox, senderInbox],
      ['a wallet of the inbox', senderInbox, subjectOf(sender)],
    ])('refuses when %s is denied', async (_, asked, subject) => {
      await scene.consent({ subject, consent: 'denied' })
      await scene.consent({ subject: bytes32('somebody else'), consent: 'allowed' })
      expect(await quote({ sender: asked })).toMatchObject(refusal('sender_denied'))
    })

    it.each([
      ['the wallet', sender, subjectOf(sender), 'consented'],
      ['its inbox', sender, senderInbox, 'consented'],
      ['the inbox', senderInbox, senderInbox, 'consented'],
      ['a sibling', sender, subjectOf(address('sibling')), 'no_postage_required'],
      ['a wallet of the inbox', senderInbox, subjectOf(sender), 'no_postage_required'],
    ])('costs nothing when %s is allowed', async (_, asked, subject, reason) => {
      await scene.consent({ subject, consent: 'allowed' })
      expect(await quote({ sender: asked })).toMatchObject({
        deliverable: true,
        postageRequired: false,
        reason,
        options: [],
      })
    })

    it('goes before a closed door when it allows', async () => {
      await scene.chain.tables.run(`update inbox set door = 'closed'`)
      await scene.consent({ consent: 'allowed' })
      expect(await quote({ sender })).toMatchObject({ deliverable: true, reason: 'consented' })
    })

    it('denies before it allows', async () => {
      await scene.consent({ subject: senderInbox, consent: 'denied' })
      await scene.consent({ subject: subjectOf(sender), consent: 'allowed' })
      expect(await quote({ sender })).toMatchObject(refusal('sender_denied'))
    })

    it('does not matter when it was taken back', async () => {
      await scene.consent({ consent: 'none' })
      expect((await quote({ sender })).reason).toBe('no_postage_required')
    })

    it('does not matter without a sender', async () => {
      await scene.consent({ consent: 'denied' })
      expect((await quote()).reason).toBe('no_postage_required')
    })
  })

  it('costs nothing where the door is free', async () => {
    await scene.inbox({ door: 'free' })
    await scene.terms()
    expect(await quote({ sender, relay })).toMatchObject({
      deliverable: true,
      postageRequired: false,
      reason: 'no_postage_required',
      detail: 'The inbox takes letters from strangers free of postage.',
      options: [],
    })
  })

  it('is not deliverable where the door is closed', async () => {
    await scene.inbox({ door: 'closed' })
    await scene.terms()
    await scene.price()
    expect(await quote({ sender, relay })).toMatchObject({
      ...refusal('closed'),
      detail: 'The inbox takes no letters from strangers.',
    })
  })

  it('is not deliverable where no token is accepted', async () => {
    await scene.inbox()
    await scene.terms({ stake: 0n, window: 0 })
    expect(await quote({ sender })).toMatchObject({
      ...refusal('closed'),
      detail: 'The inbox asks strangers for postage, but accepts no token. It is closed to them.',
    })
  })

  describe('given a relay that shares no token with the inbox', () => {
    const choose = `Choose a relay that accepts one of ${native}.`

    beforeEach(async () => {
      await scene.inbox()
      await scene.terms()
    })

    it('says that it is not registered', async () => {
      expect(await quote({ relay })).toMatchObject({
        ...refusal('no_common_token'),
        detail: `${getAddress(relay)} is not registered as a relay, so it accepts no token. ${choose}`,
      })
    })

    it('says that it is out of service', async () => {
      await scene.price({ active: false })
      expect(await quote({ relay })).toMatchObject({
        ...refusal('no_common_token'),
        detail: `The relay ${getAddress(relay)} is out of service. ${choose}`,
      })
    })

    it.each([
      ['it accepts another token only', { token }],
      ['it no longer accepts the token', { accepted: false }],
    ])('says that it accepts none of them: %s', async (_, row) => {
      await scene.price(row)
      expect(await quote({ relay })).toMatchObject({
        ...refusal('no_common_token'),
        detail: `The relay ${getAddress(relay)} accepts none of the inbox's tokens. ${choose}`,
      })
    })
  })

  describe('given postage is asked', () => {
    const option = {
      token: native,
      symbol: 'ETH',
      decimals: 18,
      stake: '1000',
      window: hour,
      expiresAt: now + hour + 86_400,
      carryBy: now + 86_400 + hour / 10,
    }

    beforeEach(async () => {
      await scene.inbox()
      await scene.terms()
    })

    it('quotes stake and window alone while no relay is named', async () => {
      await scene.terms({ token, stake: 2n ** 96n - 1n, window: 30 * 86_400 })
      expect(await quote({ sender })).toMatchObject({
        deliverable: true,
        postageRequired: true,
        reason: 'postage_required',
      })
      expect((await quote({ sender })).options).toEqual([
        option,
        {
          token: getAddress(token),
          stake: '79228162514264337593543950335',
          window: 30 * 86_400,
          expiresAt: now + 31 * 86_400,
          carryBy: now + 31 * 86_400 - 27 * 86_400,
        },
      ])
    })

    it('quotes the tokens that a relay shares, with its carriage', async () => {
      await scene.terms({ token })
      await scene.price({ amount: 10n })
      expect((await quote({ relay })).options).toEqual([{ ...option, carriage: '10' }])
    })

    it('tells what a token calls itself, and nothing of one that says nothing', async () => {
      const [usdc, mute] = [address('usdc'), address('mute')]
      await scene.terms({ token: usdc })
      await scene.terms({ token: mute })
      scene.chain.fake.reply = ({ params }) => {
        const { to, data } = params[0] as { to: Address; data: Hex }
        if (to === mute) return { error: { code: 3, message: 'execution reverted' } }
        if (data === toFunctionSelector('decimals()')) return { result: toHex(6, { size: 32 }) }
        return { result: encodeAbiParameters([{ type: 'string' }], ['US\u202EDC\0']) }
      }
      const { options } = await quote()
      scene.chain.fake.reply = undefined
      const named = options.map(({ token: of, symbol, decimals }) => [of, symbol, decimals])
      expect(named).toHaveLength(3)
      expect(named).toEqual(
        expect.arrayContaining([
          [native, 'ETH', 18],
          [getAddress(usdc), 'USDC', 6],
          [getAddress(mute), undefined, undefined],
        ]),
      )
    })

    it('quotes without names while the node does not answer', async () => {
      await scene.terms({ token: address('unread') })
      const { options } = await quote()
      expect(options.map(({ symbol }) => symbol)).toEqual(
        options.map(({ token: of }) => (of === native ? 'ETH' : undefined)),
      )
    })

    it('quotes a relay that carries for nothing', async () => {
      await scene.price({ amount: 0n })
      expect((await quote({ relay })).options).toEqual([{ ...option, carriage: '0' }])
    })

    it('quotes every token without carriage for the relay 0', async () => {
      await scene.terms({ token })
      const { options } = await quote({ relay: zeroAddress })
      expect(options.map(({ carriage }) => carriage)).toEqual(['0', '0'])
    })

    it.each([
      [3_601, 3_241],
      [3_605, 3_245],
      [3_609, 3_249],
    ])('of a window of %i s keeps %i s, which is nine tenths rounded up', async (window, kept) => {
      await scene.chain.tables.run(`update terms set "window" = ${window}`)
      const [quoted] = (await quote()).options
      expect(quoted).toMatchObject({
        expiresAt: now + window + 86_400,
        carryBy: now + window + 86_400 - kept,
      })
    })

    it('counts from the clock where that is ahead of the block', async () => {
      scene.world.clock.now += 4_900
      const [quoted] = (await quote()).options
      scene.world.clock.now -= 4_900
      expect(quoted?.expiresAt).toBe(now + 4 + hour + 86_400)
    })

    describe('and what to post', () => {
      const asked = { sender, relay, letterHash }

      it('comes with the transaction, which carries the whole postage', async () => {
        await scene.price({ amount: 10n })
        await credit(native, 1_000_000n)
        const [quoted] = (await quote(asked)).options
        expect(quoted?.approval).toBeUndefined()
        expect(quoted?.transaction).toMatchObject({ to: postOffice, value: '1010' })
        expect(decode(quoted?.transaction?.data)).toEqual({
          functionName: 'post',
          args: [
            {
              relay: getAddress(relay),
              token: native,
              inboxId: recipient,
              letterHash,
              carriage: 10n,
              stake: 1_000n,
              expiresAt: now + hour + 86_400,
            },
          ],
        })
      })

      it.each([
        [0n, 1_010n],
        [1n, 1_009n],
        [1_009n, 1n],
      ])('approves what a balance of %i of an ERC-20 lacks: %i', async (balance, lacking) => {
        await onlyErc20()
        if (balance > 0n) await credit(token, balance)
        const [quoted] = (await quote(asked)).options
        expect(quoted?.transaction).toMatchObject({ to: postOffice, value: '0' })
        expect(quoted?.approval).toMatchObject({ to: getAddress(token), value: '0' })
        const data = quoted?.approval?.data as `0x${string}`
        expect(decodeFunctionData({ abi: erc20Abi, data })).toEqual({
          functionName: 'approve',
          args: [postOffice, lacking],
        })
      })

      it.each([1_010n, 1_011n])('approves nothing with a balance of %i', async (balance) => {
        await onlyErc20()
        await credit(token, balance)
        const [quoted] = (await quote(asked)).options
        expect(quoted?.transaction?.value).toBe('0')
        expect(quoted).not.toHaveProperty('approval')
      })

      it('names no carriage for the relay 0', async () => {
        const [quoted] = (await quote({ ...asked, relay: zeroAddress })).options
        expect(quoted?.transaction?.value).toBe('1000')
        expect(decode(quoted?.transaction?.data)).toMatchObject({
          args: [{ relay: zeroAddress, carriage: 0n }],
        })
      })

      it.each([
        ['no letter', { sender, relay }],
        ['no relay', { sender, letterHash }],
        ['no sender', { relay, letterHash }],
        ['an inbox as sender', { ...asked, sender: senderInbox }],
      ])('comes without a transaction given %s', async (_, query) => {
        await scene.price()
        const [quoted] = (await quote(query)).options
        expect(quoted).toBeDefined()
        expect(quoted).not.toHaveProperty('transaction')
      })
    })
  })

  it.each([
    [{ sender: '0x12' }, '/sender'],
    [{ sender: subjectOf(sender) }, '/sender'],
    [{ relay: recipient }, '/relay'],
    [{ letterHash: sender }, '/letterHash'],
    [{ inboxId: 'x' }, '/inboxId'],
    [{ chain: '31337' }, '/chain'],
    [{ to: sender }, '/to'],
  ])('refuses %o', async (query, pointer) => {
    const problem = await askProblem(
      scene.world.app,
      pathOf(query as Record<string, string>),
      'invalid_request',
    )
    expect(problem.errors).toEqual([{ in: 'query', pointer, detail: expect.any(String) }])
  })
})

function decode(data: string | undefined): object {
  return decodeFunctionData({ abi: postOfficeAbi, data: data as `0x${string}` })
}

async function onlyErc20(): Promise<void> {
  await scene.chain.tables.run('truncate terms')
  await scene.terms({ token })
  await scene.price({ token, amount: 10n })
}

function credit(of: Address, amount: bigint): Promise<void> {
  const { id: chainId, tables } = scene.chain
  return tables.insert(schema.balance, {
    chainId,
    account: sender,
    token: of,
    amount,
    sinceBlock: 7,
  })
}
