/**
 * Walks Pennypost's main story against what `npm start` runs, with real transactions between two
 * people who were not there before: `npm run demo`.
 */
import { styleText } from 'node:util'
import type { Hex } from 'viem'
import { formatEther, keccak256, parseEther, stringToBytes } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { readDeployment } from '../index.ts'
import { inboxIdOf } from '../protocol/ids.ts'
import type { QuoteResponse } from '../protocol/wire/quote.ts'
import type { Verdict } from '../protocol/wire/verify.ts'
import { people } from './seed/people.ts'
import { native, openWorld } from './seed/world.ts'
import { poll } from './stack/poll.ts'
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
  await verdict(stack.apiUrl, letter, 'postage_required')

  const search = new URLSearchParams({ chain, ...letter })
  const quote = await ask<QuoteResponse>(`${stack.apiUrl}/v1/quotes?${search}`)
  const option = quote.options[0]
  if (!option?.transaction || !option.carriage) throw new StackError(quote.detail)
  const { stake, carriage, expiresAt, transaction } = option
  step('He asks for a quote', `${ether(stake)} stake for Rosa, ${ether(carriage)} for the relay`)

  const { data, value } = transaction
  const to = transaction.to as Hex
  const paid = await client.sendTransaction({ ...sam, to, data: data as Hex, value: BigInt(value) })
  step('He signs the transaction that came with it', paid)
  const { postage } = await verdict(stack.apiUrl, letter, 'paid')

  const amounts = { carriage: BigInt(carriage), stake: BigInt(stake) }
  const stamp = { ...letter, ...amounts, token: native, expiresAt } as const
  const collected = await office.write.collect([[stamp]], rosa)
  step('Rosa reads it, is bored, and collects', collected)
  await verdict(stack.apiUrl, letter, 'already_settled')

  const credit = await office.read.balanceOf([rosa.account.address, BigInt(native)])
  step('Her balance at the post office', ether(credit))
  console.log(
    `\nThe whole life of the stamp: curl -s ${stack.apiUrl}/v1/stamps/${postage?.stampId}`,
  )
}

function step(what: string, fact: string): void {
  console.log(`${what}\n  ${styleText('dim', fact)}`)
}

/** Asks whether the letter may be carried until the answer is the one that the story has come to. */
async function verdict(
  apiUrl: string,
  letter: object,
  reason: Verdict['reason'],
): Promise<Verdict> {
  const start = performance.now()
  const asked = async () => {
    const answer = await ask<Verdict>(`${apiUrl}/v1/verify`, { chain, ...letter })
    return answer.reason === reason && answer
  }
  const answer = await poll(asked, { for: `verify to say ${reason}`, within: 10_000, every: 5 })
  const after = `${Math.round(performance.now() - start)} ms`
  const { eligible, asOf } = answer
  const said = `eligible: ${eligible}, reason: ${styleText('bold', reason)}`
  console.log(`  verify → ${said}, as of block ${asOf.blockNumber}, after ${after}`)
  return answer
}

/** @throws {StackError} With what the API says is wrong. */
async function ask<T>(url: string, body?: object): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {}
  const response = await fetch(url, init)
  const answer = (await response.json()) as T & { detail?: string }
  if (!response.ok) throw new StackError(`${response.status} from ${url}: ${answer.detail}`)
  return answer
}

try {
  await tellStory()
} catch (error) {
  console.error(error instanceof StackError ? error.message : error)
  process.exitCode = 1
}
