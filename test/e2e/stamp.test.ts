import type { Hex } from 'viem'
import {
  createPublicClient,
  createWalletClient,
  http,
  keccak256,
  parseEther,
  sha256,
  stringToBytes,
  zeroAddress,
} from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inboxRegistryAbi } from '../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../generated/relayRegistryAbi.ts'
import { untilAnswer, verify } from './support/ask.ts'
import type { TestStack } from './support/testStack.ts'
import { startTestStack } from './support/testStack.ts'

const mnemonic = 'test test test test test test test test test test test junk'
const [recipient, sender, relay] = [15, 16, 17].map((addressIndex) =>
  mnemonicToAccount(mnemonic, { addressIndex }),
) as [Account, Account, Account]
type Account = ReturnType<typeof mnemonicToAccount>

const stake = parseEther('0.003')
const carriage = parseEther('0.0004')
const window = 7_200

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})

afterAll(() => stack?.stop())

/** What anyone could write who has viem, the ABIs and the addresses, and nothing else of ours. */
describe('a stamp, from chain to verdict', () => {
  const inboxId = sha256(stringToBytes(`${recipient.address.toLowerCase()}0`))
  const letter = (text: string) => ({
    chain: 'eip155:31337',
    inboxId,
    sender: sender.address,
    letterHash: keccak256(stringToBytes(text)),
    relay: relay.address,
  })
  const write = (account: Account) =>
    createWalletClient({ account, chain: hardhat, transport: http(stack.chain.url) })
  const read = () => createPublicClient({ chain: hardhat, transport: http(stack.chain.url) })
  const office = () => ({
    abi: postOfficeAbi,
    address: stack.deployment.contracts.PostOffice.address,
  })

  let posted = 0

  /** Posts a stamp for a letter and returns it with its id. */
  async function post(letterHash: Hex) {
    const { timestamp } = await read().getBlock()
    // Another second for each: the same stamp to the letter cannot be posted twice.
    posted += 1
    const expiresAt = Number(timestamp) + 30 * 86_400 + posted
    const input = { relay: relay.address, token: zeroAddress, inboxId, letterHash } as const
    const postInput = { ...input, carriage, stake, expiresAt }
    const value = carriage + stake
    const call = { ...office(), functionName: 'post', args: [postInput], value } as const
    const { result: stampId } = await read().simulateContract({ ...call, account: sender })
    await write(sender).writeContract(call)
    return { stamp: { ...postInput, sender: sender.address }, stampId }
  }

  it('says what a registered inbox asks', async () => {
    const question = letter('first')
    expect(await verify(stack.api.url, question)).toMatchObject({
      httpStatus: 200,
      eligible: false,
      reason: 'unknown_inbox',
    })
    await write(recipient).writeContract({
      abi: inboxRegistryAbi,
      address: stack.deployment.contracts.InboxRegistry.address,
      functionName: 'register',
      args: [0n, zeroAddress, []],
    })
    await untilAnswer(stack.api.url, question, { reason: 'no_postage_required' })

    await write(recipient).writeContract({
      ...office(),
      functionName: 'setTerms',
      args: [inboxId, zeroAddress, stake, window, false],
    })
    const registry = {
      abi: relayRegistryAbi,
      address: stack.deployment.contracts.RelayRegistry.address,
    }
    await untilAnswer(stack.api.url, question, { reason: 'no_common_token' })
    await write(relay).writeContract({
      ...registry,
      functionName: 'register',
      args: [relay.address, 'https://relay.example'],
    })
    await write(relay).writeContract({
      ...registry,
      functionName: 'setCarriage',
      args: [zeroAddress, carriage, true],
    })
    const answer = await untilAnswer(stack.api.url, question, { reason: 'postage_required' })
    expect(answer).toMatchObject({
      eligible: false,
      quote: [{ token: zeroAddress, stake: `${stake}`, carriage: `${carriage}`, window }],
    })
  })

  it('is paid once posted, still once admitted, and settled once collected', async () => {
    const question = letter('second')
    const { stamp, stampId } = await post(question.letterHash)
    const paid = await untilAnswer(stack.api.url, question, { reason: 'paid' })
    const block = await read().getBlock()
    expect(paid).toMatchObject({
      eligible: true,
      postage: {
        stampId,
        sender: sender.address,
        relay: relay.address,
        token: zeroAddress,
        carriage: `${carriage}`,
        stake: `${stake}`,
        expiresAt: stamp.expiresAt,
        window,
        status: 'open',
        confirmations: 1,
      },
      asOf: {
        chain: 'eip155:31337',
        blockNumber: `${block.number}`,
        blockHash: block.hash,
        blockTimestamp: Number(block.timestamp),
      },
    })

    await write(relay).writeContract({ ...office(), functionName: 'admit', args: [[stamp]] })
    const request = { ...question, stampId, minConfirmations: 2 }
    const admitted = await untilAnswer(stack.api.url, request, { reason: 'paid' })
    expect(admitted.postage).toMatchObject({ status: 'admitted', confirmations: 2 })

    await write(recipient).writeContract({ ...office(), functionName: 'collect', args: [[stamp]] })
    const settled = await untilAnswer(stack.api.url, question, { reason: 'already_settled' })
    expect(settled).toMatchObject({ eligible: false, postage: { stampId, status: 'collected' } })

    const credited = (account: Account) =>
      read().readContract({ ...office(), functionName: 'balanceOf', args: [account.address, 0n] })
    expect(await credited(recipient)).toBe(stake)
    expect(await credited(relay)).toBe(carriage)
  })

  it('is settled too once returned', async () => {
    const question = letter('third')
    const { stamp } = await post(question.letterHash)
    await untilAnswer(stack.api.url, question, { reason: 'paid' })
    await write(recipient).writeContract({
      ...office(),
      functionName: 'returnToSender',
      args: [[stamp]],
    })
    const answer = await untilAnswer(stack.api.url, question, { reason: 'already_settled' })
    expect(answer.postage?.status).toBe('returned')
  })

  it('pays again for a letter whose first stamp is settled', async () => {
    const question = letter('second')
    const { stampId } = await post(question.letterHash)
    const answer = await untilAnswer(stack.api.url, question, { reason: 'paid' })
    expect(answer.postage?.stampId).toBe(stampId)
  })
})
