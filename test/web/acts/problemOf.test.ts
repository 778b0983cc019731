import {
  ApiProblemError,
  ApiUnreachableError,
  ContractRefusalError,
  TransactionFailedError,
} from '@pennypost/sdk'
import type { TransactionReceipt } from 'viem'
import { HttpRequestError, parseEther } from 'viem'
import { describe, expect, it } from 'vitest'
import { BatchFailedError } from '../../../web/src/acts/BatchFailedError.ts'
import { noteGoneOut } from '../../../web/src/acts/mayHaveGoneOut.ts'
import { NotEnoughMoneyError } from '../../../web/src/acts/NotEnoughMoneyError.ts'
import type { ProblemFacts } from '../../../web/src/acts/problemOf.ts'
import { problemOf } from '../../../web/src/acts/problemOf.ts'
import { WalletChangedError } from '../../../web/src/wallet/WalletChangedError.ts'

const account = `0x${'34'.repeat(20)}` as const
const hash = `0x${'12'.repeat(32)}` as const

const facts: ProblemFacts = {
  chain: {
    id: 1,
    name: 'Some chain',
    rpcUrl: 'https://node.example/secret-key',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    caip2: 'eip155:1',
    contracts: { InboxRegistry: account, RelayRegistry: account, PostOffice: account },
  },
  walletName: 'Fox',
  address: account,
  retry: () => undefined,
  connect: () => undefined,
  look: () => undefined,
  onFunded: () => undefined,
}

const local = { ...facts, chain: { ...facts.chain, developmentMnemonic: 'test' } }

const unclear = (error: unknown) =>
  noteGoneOut(Promise.reject(error)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

describe('problemOf', () => {
  it('is none where the person said no, however deep that is', () => {
    expect(problemOf(new Error('x', { cause: { code: 4001 } }), facts)).toBeUndefined()
  })

  it('is none where the person said no to what may otherwise have gone out', async () => {
    expect(problemOf(await unclear(Object.assign(new Error(), { code: 4001 })), facts)).toBe(
      undefined,
    )
  })

  it('says exactly what is missing', () => {
    const error = new NotEnoughMoneyError({
      balance: parseEther('0.5'),
      needed: parseEther('0.7001'),
      isWithGas: true,
    })
    expect(problemOf(error, facts)?.sentence).toBe(
      'You have 0.5 ETH and this takes 0.7001 ETH with gas: 0.2001 ETH is missing.',
    )
    expect(problemOf(error, facts)?.way).toBeUndefined()
    expect(problemOf(error, local)?.sentence).toMatch(/On a local chain money is free\.$/)
    expect(problemOf(error, local)?.way?.label).toBe('Take ETH of the local chain')
  })

  it('does not say that the gas is in it where it is not known', () => {
    const error = new NotEnoughMoneyError({ balance: 1n, needed: 3n, isWithGas: false })
    expect(problemOf(error, facts)?.sentence).toBe(
      'You have 0.000000000000000001 ETH and this takes 0.000000000000000003 ETH and its gas: 0.000000000000000002 ETH is missing, and the gas.',
    )
  })

  it('has the contract’s sentence as it is', () => {
    const error = new ContractRefusalError('PostOffice', { errorName: 'NoStamps' })
    expect(problemOf(error, facts)).toMatchObject({
      title: 'The contract would refuse this',
      sentence: 'There is no stamp to post.',
    })
  })

  it.each([
    ['account', /^This was begun for 0x3434.* another account now/],
    ['chain', /^This is for Some chain, and the wallet is on another chain/],
    ['gone', /^The wallet was disconnected meanwhile/],
  ] as const)('tells of a wallet whose %s changed', (change, sentence) => {
    expect(problemOf(new WalletChangedError(account, change), facts)?.sentence).toMatch(sentence)
  })

  it('does not say that nothing was sent where the wallet went away while it asked', async () => {
    const error = await unclear(new WalletChangedError(account, 'gone'))
    expect(problemOf(error, facts)).toMatchObject({
      title: 'It may have gone out',
      way: { label: 'Look on chain' },
    })
  })

  it('names the transaction that may have gone out', async () => {
    const error = await unclear(new HttpRequestError({ url: facts.chain.rpcUrl }))
    const problem = problemOf(error, { ...facts, hash })
    expect(problem).toMatchObject({ title: 'It may have gone out', hash })
    expect(problem?.sentence).toMatch(/^It was sent, and the node of this page has not seen it/)
  })

  it('says which node does not answer, and not its whole address', () => {
    const { sentence = '' } =
      problemOf(new HttpRequestError({ url: facts.chain.rpcUrl }), facts) ?? {}
    expect(sentence).toBe(
      'node.example, the node that this page asks about Some chain, does not answer. Nothing was sent.',
    )
  })

  it.each([
    [-32002, 'Your wallet has a request open'],
    [4100, 'Your wallet does not let this page in'],
    [4900, 'Your wallet is not connected to the chain'],
    [4901, 'Your wallet is not connected to the chain'],
    [4200, 'Your wallet cannot do this'],
    [-32601, 'Your wallet cannot do this'],
  ])('knows what wallets mean by %i', (code, title) => {
    expect(problemOf(Object.assign(new Error(), { code }), facts)?.title).toBe(title)
  })

  it('tells of what was mined in vain', () => {
    const receipt = {} as TransactionReceipt
    const replaced = new TransactionFailedError(hash, 'replaced', receipt)
    const reverted = new TransactionFailedError(hash, 'reverted', receipt)
    expect(problemOf(replaced, facts)).toMatchObject({
      title: 'It was replaced in your wallet',
      hash,
    })
    expect(problemOf(reverted, facts)).toMatchObject({ title: 'The chain refused it', hash })
  })

  it('says whether a part of a batch was done', () => {
    expect(problemOf(new BatchFailedError(400), facts)?.sentence).toMatch(/Nothing was done/)
    expect(problemOf(new BatchFailedError(600), facts)?.sentence).toMatch(/a part of it only/)
  })

  it('does not blame the chain for the API', () => {
    const unreachable = new ApiUnreachableError({ asked: 'GET /v1/chains', attempts: 1 })
    expect(problemOf(unreachable, facts)?.title).toBe('The API does not answer')
    const busy = new ApiProblemError(
      { code: 'rate_limited', status: 429, title: 'Too many requests' },
      { retryAfterSeconds: 7 },
    )
    expect(problemOf(busy, facts)?.sentence).toBe(
      'It answers again in 7 seconds. Nothing was sent.',
    )
  })

  it('cuts short what nobody expected, and has no address of a node in it', () => {
    const error = new Error(`Strange https://node.example/secret-key ${'x'.repeat(400)}\n\nmore`)
    const { title, sentence = '' } = problemOf(error, facts) ?? {}
    expect(title).toBe('That did not work')
    expect(sentence).toMatch(/^Strange the node x+…$/)
    expect(sentence).toHaveLength(300)
  })

  it.each([undefined, null, 'text', 7, {}])('survives %j', (thrown) => {
    expect(problemOf(thrown, facts)?.sentence).not.toBe('')
  })
})
