import { ed25519 } from '@noble/curves/ed25519.js'
import { base58 } from '@scure/base'
import type { Hex } from 'viem'
import { concat, encodeAbiParameters, stringToHex, toFunctionSelector, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { accountLinkMessage } from '../../../protocol/accountLink.ts'
import { call } from '../support/call.ts'
import { registerInbox } from '../support/inboxes.ts'
import type { IndexedChain } from '../support/indexedChain.ts'
import { startIndexedChain } from '../support/indexedChain.ts'
import type { Account } from '../support/localClient.ts'
import { lower } from '../support/lower.ts'
import type { Sent } from '../support/sent.ts'

let chain: IndexedChain
let registry: IndexedChain['contracts']['inboxRegistry']

const { secretKey, publicKey } = ed25519.keygen()
const solana = `solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:${base58.encode(publicKey)}`
const cosmos = 'cosmos:cosmoshub-3:cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0'

beforeAll(async () => {
  chain = await startIndexedChain()
  registry = chain.contracts.inboxRegistry
})
afterAll(() => chain?.stop())

describe('AccountLinked', () => {
  it('links an account that signed for the inbox', async () => {
    const { wallet, inboxId } = await anInbox()
    const proof = proofFor(inboxId)
    const sent = await link(wallet, inboxId, solana, proof)
    const given = { wallet: lower(wallet.address), proof, proofStatus: 'valid' }
    expect(await chain.rows('account', { inboxId })).toEqual([
      {
        chainId: chain.chainId,
        inboxId,
        account: solana,
        ...given,
        sinceBlock: sent.blockNumber,
        sinceTime: sent.timestamp,
      },
    ])
    expect(await chain.rows('account_change', { inboxId })).toEqual([
      { ...sent.place('AccountLinked'), inboxId, account: solana, ...given, linked: true },
    ])
  })

  it('says what the proof is worth', async () => {
    const { wallet, inboxId } = await anInbox()
    const { inboxId: another } = await anInbox()
    await link(wallet, inboxId, solana, proofFor(another))
    await link(wallet, inboxId, cosmos, '0x1234')
    await link(wallet, inboxId, `${cosmos}-said`, '0x')
    expect(await worths(inboxId)).toEqual({
      [solana]: 'invalid',
      [cosmos]: 'unchecked',
      [`${cosmos}-said`]: 'none',
    })
  })

  it('keeps since when it has been so, and who linked it last', async () => {
    const { wallet, inboxId } = await anInbox()
    const first = await link(wallet, inboxId, solana, proofFor(inboxId))
    const second = await link(wallet, inboxId, solana, proofFor(inboxId))
    expect(second.blockNumber).toBeGreaterThan(first.blockNumber)
    expect(await chain.rows('account', { inboxId })).toMatchObject([
      { proofStatus: 'valid', sinceBlock: first.blockNumber, sinceTime: first.timestamp },
    ])
    const third = await link(wallet, inboxId, solana, '0x01')
    expect(await chain.rows('account', { inboxId })).toMatchObject([
      {
        wallet: lower(wallet.address),
        proof: '0x01',
        proofStatus: 'invalid',
        sinceBlock: third.blockNumber,
        sinceTime: third.timestamp,
      },
    ])
    expect(await chain.rows('account_change', { inboxId })).toHaveLength(3)
  })

  it('keeps the same account of two inboxes apart', async () => {
    const [one, two] = [await anInbox(), await anInbox()]
    await link(one.wallet, one.inboxId, solana, proofFor(one.inboxId))
    await link(two.wallet, two.inboxId, solana, proofFor(two.inboxId))
    await chain.send(call(one.wallet, registry, 'unlinkAccount', [one.inboxId, solana]))
    expect(await worths(one.inboxId)).toEqual({})
    expect(await worths(two.inboxId)).toEqual({ [solana]: 'valid' })
  })

  it.each([
    ['a NUL', '0x00', '\uFFFD'],
    ['bytes that are no UTF-8', '0xc328ff', '\uFFFD(\uFFFD'],
    ['171 NULs', `0x${'00'.repeat(171)}`, '\uFFFD'.repeat(171)],
    ['171 bytes that are no UTF-8', `0x${'ff'.repeat(171)}`, '\uFFFD'.repeat(171)],
    ['an account with a NUL behind', concat([stringToHex(solana), '0x00']), `${solana}\uFFFD`],
    ['an emoji', stringToHex('\u{1F4EE}'), '\u{1F4EE}'],
  ] as const)('keeps %s, as an invalid account', async (_what, bytes, text) => {
    const { wallet, inboxId } = await anInbox()
    await sendBytes(wallet, 'linkAccount(bytes32,string,bytes)', inboxId, bytes, proofFor(inboxId))
    expect(await worths(inboxId)).toEqual({ [text]: 'invalid' })
    await sendBytes(wallet, 'unlinkAccount(bytes32,string)', inboxId, bytes)
    expect(await worths(inboxId)).toEqual({})
    const changes = await chain.rows('account_change', { inboxId })
    expect(changes.map(({ account, linked }) => [account, linked])).toEqual([
      [text, true],
      [text, false],
    ])
  })

  it('keeps the longest name and proof', async () => {
    const { wallet, inboxId } = await anInbox()
    const longest = `cosmos:${'r'.repeat(32)}:${'a'.repeat(128)}`
    const proof: Hex = `0x${'ef'.repeat(2_048)}`
    await link(wallet, inboxId, longest, proof)
    await link(wallet, inboxId, 'x'.repeat(171), proof)
    expect(await worths(inboxId)).toEqual({ [longest]: 'unchecked', ['x'.repeat(171)]: 'invalid' })
    const [row] = await chain.rows('account', { inboxId, account: longest })
    expect(row?.proof).toBe(proof)
  })
})

describe('AccountUnlinked', () => {
  it('takes the account away and keeps what was', async () => {
    const { wallet, inboxId } = await anInbox()
    const proof = proofFor(inboxId)
    const linked = await link(wallet, inboxId, solana, proof)
    const unlinked = await chain.send(call(wallet, registry, 'unlinkAccount', [inboxId, solana]))
    expect(await chain.rows('account', { inboxId })).toEqual([])
    const facts = { inboxId, account: solana, wallet: lower(wallet.address) }
    expect(await chain.rows('account_change', { inboxId })).toEqual([
      { ...linked.place('AccountLinked'), ...facts, linked: true, proof, proofStatus: 'valid' },
      {
        ...unlinked.place('AccountUnlinked'),
        ...facts,
        linked: false,
        proof: null,
        proofStatus: null,
      },
    ])
  })

  it('is followed by a new time if it is linked again, also in one block', async () => {
    const { wallet, inboxId } = await anInbox()
    await link(wallet, inboxId, solana, proofFor(inboxId))
    const linkAgain = call(wallet, registry, 'linkAccount', [inboxId, solana, proofFor(inboxId)])
    const [, sent] = await chain.sendInOneBlock(
      call(wallet, registry, 'unlinkAccount', [inboxId, solana]),
      linkAgain,
    )
    expect(await chain.rows('account', { inboxId })).toMatchObject([
      { proofStatus: 'valid', sinceBlock: sent?.blockNumber, sinceTime: sent?.timestamp },
    ])
  })

  it('may come of an account that was never linked', async () => {
    const { wallet, inboxId } = await anInbox()
    await chain.send(call(wallet, registry, 'unlinkAccount', [inboxId, solana]))
    expect(await chain.rows('account', { inboxId })).toEqual([])
    expect(await chain.rows('account_change', { inboxId })).toMatchObject([{ linked: false }])
  })
})

async function anInbox(): Promise<{ wallet: Account; inboxId: Hex }> {
  const wallet = await chain.account()
  return { wallet, inboxId: await registerInbox(chain, wallet) }
}

function link(wallet: Account, inboxId: Hex, account: string, proof: Hex): Promise<Sent> {
  return chain.send(call(wallet, registry, 'linkAccount', [inboxId, account, proof]))
}

/** The Solana account's signature for an inbox. */
function proofFor(inboxId: Hex): Hex {
  const place = { chainId: chain.chainId, registry: registry.address }
  const message = accountLinkMessage({ ...place, inboxId, account: solana })
  return toHex(ed25519.sign(new TextEncoder().encode(message), secretKey))
}

/** What the proofs of an inbox's accounts are worth, by account. */
async function worths(inboxId: Hex): Promise<Record<string, unknown>> {
  const rows = await chain.rows('account', { inboxId })
  return Object.fromEntries(rows.map(({ account, proofStatus }) => [account, proofStatus]))
}

/** Calls with a string that is any bytes: the two are encoded alike. */
function sendBytes(
  wallet: Account,
  signature: string,
  inboxId: Hex,
  ...bytes: Hex[]
): Promise<Sent> {
  const types = [{ type: 'bytes32' }, ...bytes.map(() => ({ type: 'bytes' }))]
  const data = concat([
    toFunctionSelector(signature),
    encodeAbiParameters(types, [inboxId, ...bytes]),
  ])
  return chain.send({ from: wallet, to: registry.address, data, value: 0n })
}
