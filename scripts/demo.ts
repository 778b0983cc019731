/**
 * Walks Pennypost's main story against what `npm start` runs, first by a stamp, then by a mailing, with
 * real transactions between two people who were not there before: `npm run demo`.
 */
import type { Hex } from 'viem'
import { formatEther, keccak256, parseEther, stringToBytes } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { readDeployment } from '../index.ts'
import { inboxIdOf } from '../protocol/ids.ts'
import type { QuoteResponse } from '../protocol/wire/quote.ts'
import { ask } from './demo/ask.ts'
import { step } from './demo/step.ts'
import { tellOfMailing } from './demo/tellOfMailing.ts'
import { verdict } from './demo/verdict.ts'
import { people } from './seed/people.ts'
import { native, openWorld } from './seed/world.ts'
import { StackError } from './stack/StackError.ts'
import { runningStack } from './stack/stackFile.ts'

const chain = 'eip155:31337'
const ether = (wei: bigint | string) => `${formatEther(BigInt(wei))} ETH`

async function tellStory(): Promise<void> {
  const stack = runningStack()
  if (!stack) throw new StackError('Pennypost is not running. Run npm start in another terminal.')
  const world = openWorld(stack.rpcUrl, readDeployment(31337, stack.deploymentsDir))
  const { client, inboxes, office } = world
  const newcomer = () => ({ account: privateKeyToAccount(generatePrivateKey()) })
  const [rosa, sam, relay] = [newcomer(), newcomer(), people.swift.account.address]
  for (const { account } of [rosa, sam]) {
    await client.sendTransaction({ ...people.clerk, to: account.address, value: parseEther('1') })
  }

  const inboxId = inboxIdOf(rosa.account.address, 0n)
  await inboxes.write.register([0n, native, []], rosa)
  step('Rosa registers an inbox', inboxId)

  await office.write.setTerms([inboxId, native, parseEther('0.002'), 86_400, false], rosa)
  step('She sets her price', '0.002 ETH from strangers, to answer within a day')

  const letterHash = keccak256(stringToBytes('Dear Rosa, you do not know me, but …'))
  const letter = { inboxId, sender: sam.account.address, letterHash, relay }
  step('Sam, a stranger, seals a letter', letterHash)
  const question = { chain, ...letter }
  await verdict(stack.apiUrl, question, 'postage_required')

  const search = new URLSearchParams(question)
  const quote = await ask<QuoteResponse>(`${stack.apiUrl}/v1/quotes?${search}`)
  const option = quote.options[0]
  if (!option?.transaction || !option.carriage) throw new StackError(quote.detail)
  const { stake, carriage, expiresAt, transaction } = option
  step('He asks for a quote', `${ether(stake)} stake for Rosa, ${ether(carriage)} for the relay`)

  const { data, value } = transaction
  const to = transaction.to as Hex
  const paid = await client.sendTransaction({ ...sam, to, data: data as Hex, value: BigInt(value) })
  step('He signs the transaction that came with it', paid)
  const { postage } = await verdict(stack.apiUrl, question, 'paid')

  const amounts = { carriage: BigInt(carriage), stake: BigInt(stake) }
  const stamp = { ...letter, ...amounts, token: native, expiresAt } as const
  const collected = await office.write.collect([[stamp]], rosa)
  step('Rosa reads it, is bored, and collects', collected)
  await verdict(stack.apiUrl, question, 'already_settled')

  const sequel = { apiUrl: stack.apiUrl, chain, stamp, sender: sam, recipient: rosa }
  await tellOfMailing(world, sequel)

  const credit = await office.read.balanceOf([rosa.account.address, BigInt(native)])
  step('Her balance at the post office', ether(credit))
  console.log(
    `\nThe whole life of the stamp: curl -s ${stack.apiUrl}/v1/stamps/${postage?.stampId}`,
  )
}

try {
  await tellStory()
} catch (error) {
  console.error(error instanceof StackError ? error.message : error)
  process.exitCode = 1
}
