import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { Abi, Address, Hex } from 'viem'
import { bytesToHex, keccak256, toHex, zeroAddress, zeroHash } from 'viem'

import { connectNode } from '../../../api/freshness/node.ts'
import { collectProof } from '../../../api/proofs/collectProof.ts'
import type { BlockName } from '../../../api/proofs/nodeProofs.ts'
import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../../generated/relayRegistryAbi.ts'
import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import { inboxIdOf, keyIdOf, mailingIdOf, stampIdOf, subjectOf } from '../../../protocol/ids.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import type { Contracts } from '../../../protocol/proofs/provenBlock.ts'
import {
  senderStatementDigest,
  senderStatementTypedData,
} from '../../../protocol/senderStatement.ts'
import type { LetterProof, ProofsResponse, ProvenPostage } from '../../../protocol/wire/proof.ts'
import { proofsRequest } from '../../../protocol/wire/proof.ts'
import type { Postage, VerdictItem } from '../../../protocol/wire/verify.ts'
import { root } from '../../../scripts/stack/paths.ts'
import type { Call } from '../../indexer/support/call.ts'
import { call } from '../../indexer/support/call.ts'
import { accountAt, localClient } from '../../indexer/support/localClient.ts'

export const PROOF_SCENE_START = 1_800_000_000
const CHAIN_ID = 31_337
const HOUR = 3_600

const [deployer, alice, bob, relay, carol, erin, dave, grace] = [0, 1, 2, 3, 4, 5, 6, 7].map(
  accountAt,
) as [Person, Person, Person, Person, Person, Person, Person, Person]
type Person = ReturnType<typeof accountAt>

/** A verdict to prove: what was asked and answered, and what its proof has to be told. */
export type Case = {
  request: Record<string, unknown>
  verdict: VerdictItem
  postage?: ProvenPostage | undefined
  senderKey?: LetterProof['senderKey']
  /** Earlier blocks to offer, one set after another. */
  earlier?: BlockName[][] | undefined
  /** Of the block to prove it in; the newest unless told. */
  at?: number | undefined
}

export type ProofScene = Awaited<ReturnType<typeof playProofScene>>

/**
 * Deploys the contracts to a local chain, unless they are there, and makes one letter eligible in each of the ways that there are. One
 * transaction a block, one block a minute.
 */
export async function playProofScene(url: string, deployed?: Contracts) {
  const client = localClient(CHAIN_ID, url)
  let clock = Number((await client.getBlock()).timestamp)

  async function mined(sent: Promise<Hex>) {
    const receipt = await client.waitForTransactionReceipt({ hash: await sent })
    if (receipt.status !== 'success') throw new Error(`Reverted: ${receipt.transactionHash}`)
    const { timestamp } = await client.getBlock({ blockNumber: receipt.blockNumber })
    clock = Number(timestamp)
    return receipt
  }
  async function deploy(name: string, args: unknown[] = []): Promise<Address> {
    const file = join(root, `artifacts/contracts/${name}.sol/${name}.json`)
    const { abi, bytecode } = JSON.parse(readFileSync(file, 'utf8'))
    const sent = client.deployContract({ abi: abi as Abi, bytecode, args, account: deployer })
    return (await mined(sent)).contractAddress as Address
  }
  /** @returns Number and hash of the block, and its time. */
  async function send({ from: account, to, data, value }: Call, time = clock + 60) {
    await client.setNextBlockTimestamp({ timestamp: BigInt(time) })
    const receipt = await mined(client.sendTransaction({ account, to, data, value }))
    return { number: Number(receipt.blockNumber), hash: receipt.blockHash, time: clock }
  }

  const contracts = deployed ?? (await deployAll())
  async function deployAll(): Promise<Contracts> {
    const InboxRegistry = await deploy('InboxRegistry')
    const RelayRegistry = await deploy('RelayRegistry')
    return { InboxRegistry, RelayRegistry, PostOffice: await deploy('PostOffice', [InboxRegistry]) }
  }
  const registry = { address: contracts.InboxRegistry, abi: inboxRegistryAbi }
  const relays = { address: contracts.RelayRegistry, abi: relayRegistryAbi }
  const office = { address: contracts.PostOffice, abi: postOfficeAbi }

  const secret = new Uint8Array(32).fill(7)
  const key = { kind: 1, publicKey: bytesToHex(ed25519.getPublicKey(secret)) }
  const keyId = keyIdOf(key.kind, key.publicKey)
  const keys = [{ ...key, expiresAt: 0, possession: '0x' as const }]
  const inboxOf = (person: Person) => inboxIdOf(person.address, 0n)
  for (const person of [alice, bob, erin, dave, grace]) {
    await send(call(person, registry, 'register', [0n, zeroAddress, person === bob ? keys : []]))
  }
  for (const person of [alice, erin, grace]) {
    await send(
      call(person, office, 'setTerms', [inboxOf(person), zeroAddress, 1_000n, HOUR, false]),
    )
  }
  await send(
    call(alice, office, 'setConsents', [
      inboxOf(alice),
      [subjectOf(carol.address), inboxOf(bob)],
      [1, 1],
    ]),
  )
  await send(call(relay, relays, 'register', [relay.address, 'https://relay.example']))
  await send(call(relay, relays, 'setCarriage', [zeroAddress, 30n, true]))

  const stampOf = (name: string, to: Person, fields: Partial<Stamp> = {}): Stamp => ({
    sender: dave.address,
    relay: relay.address,
    token: zeroAddress,
    inboxId: inboxOf(to),
    letterHash: keccak256(toHex(name)),
    carriage: 30n,
    stake: 1_000n,
    expiresAt: clock + 24 * HOUR,
    ...fields,
  })
  const post = async (stamp: Stamp) => {
    const value = stamp.carriage + stamp.stake
    return { stamp, block: await send(call(dave, office, 'post', [stamp], value)) }
  }

  const plain = await post(stampOf('plain', alice))
  const admitted = await post(stampOf('admitted', alice))
  await send(call(relay, office, 'admit', [[admitted.stamp]]))
  const unpaid = await post(stampOf('unpaid', alice, { relay: zeroAddress, carriage: 0n }))
  // Posted under terms, a door and a price that are others now.
  const past = await post(stampOf('past', erin))
  // Posted when the price had just gone up.
  await send(call(relay, relays, 'setCarriage', [zeroAddress, 50n, true]))
  const raised = await post(stampOf('raised', grace))
  await send(call(erin, office, 'setTerms', [inboxOf(erin), zeroAddress, 9_000n, 30 * HOUR, false]))
  await send(call(erin, office, 'setDoor', [inboxOf(erin), 2]))

  const fresh = await post(stampOf('fresh', grace, { carriage: 50n }))

  // A mailing of five letters, of which the second was collected.
  const letters = [0, 1, 2, 3, 4].map((index) => ({
    inboxId: inboxOf([alice, alice, dave, alice, grace][index] ?? alice),
    letterHash: keccak256(toHex(`letter ${index}`)),
  }))
  const tree = await mailingTree(letters)
  const mailing: Mailing = {
    ...{ sender: dave.address, relay: relay.address, token: zeroAddress, root: tree.root },
    ...{ carriage: 50n, stake: 1_000n, count: 5, expiresAt: clock + 24 * HOUR },
  }
  const opened = await send(call(dave, office, 'openMailing', [mailing, ''], 5n * 1_050n))
  const claim = (index: number) => ({
    ...(letters[index] as (typeof letters)[number]),
    index,
    proof: tree.proof(index),
  })
  await send(call(alice, office, 'collectMail', [mailing, [claim(1)]]))
  const head = await client.getBlock()

  const letter = (name: string, to: Person, sender: Hex = dave.address) => ({
    chain: 'eip155:31337',
    inboxId: inboxOf(to),
    sender,
    letterHash: keccak256(toHex(name)),
    relay: relay.address,
  })
  const verdictOf = (reason: VerdictItem['reason'], postage?: Postage): VerdictItem => ({
    eligible: true,
    reason,
    ...(postage && { postage }),
    senderProof: 'unverified',
    validForSeconds: 1,
  })
  const partsOf = (postage: Stamp | Mailing) => ({
    sender: postage.sender,
    relay: postage.relay,
    token: postage.token,
    carriage: String(postage.carriage),
    stake: String(postage.stake),
    expiresAt: postage.expiresAt,
  })
  type Block = { number: number; hash: Hex; time: number }
  const postageOf = (fields: Stamp | Mailing, id: Partial<Postage>, at: Block): Postage => ({
    ...id,
    ...partsOf(fields),
    window: HOUR,
    status: 'open',
    postedBlock: String(at.number),
    postedBlockHash: at.hash,
    postedAt: at.time,
    confirmations: 1,
  })
  const stampCase = (
    name: string,
    to: Person,
    { stamp, block }: { stamp: Stamp; block: Block },
    more: { request?: object; earlier?: BlockName[][]; status?: 'admitted' } = {},
  ): Case => {
    const stampId = stampIdOf({ chainId: CHAIN_ID, postOffice: office.address, stamp })
    const status = more.status ?? ('open' as const)
    const postage = { ...postageOf(stamp, { stampId }, block), status }
    return {
      request: { ...letter(name, to), ...more.request },
      verdict: verdictOf('paid', postage),
      postage: partsOf(stamp),
      earlier: [[{ hash: block.hash }], ...(more.earlier ?? [])],
    }
  }
  const mailingId = mailingIdOf({ chainId: CHAIN_ID, postOffice: office.address, mailing })
  const mailingCase = (index: number): Case => ({
    request: {
      ...letter(`letter ${index}`, [alice, alice, dave, alice, grace][index] ?? alice),
      mailing: { mailingId, index, proof: tree.proof(index) },
    },
    verdict: verdictOf('paid', postageOf(mailing, { mailingId, index }, opened)),
    postage: { ...partsOf(mailing), root: tree.root, count: 5 },
    earlier: [[{ hash: opened.hash }]],
  })

  const said = (name: string, wallet: Address, senderInboxId: Hex, named: Hex) => {
    const { chain: _, sender: __, ...words } = letter(name, alice)
    const statement = { ...words, wallet, senderInboxId, keyId: named, issuedAt: clock }
    return { chainId: CHAIN_ID, registry: registry.address, statement }
  }
  const statementOf = async (by: 'key' | Person): Promise<object> => {
    const who =
      by === 'key'
        ? said('friend', zeroAddress, inboxOf(bob), keyId)
        : said('friend', by.address, by === bob ? inboxOf(bob) : zeroHash, zeroHash)
    const signature =
      by === 'key'
        ? bytesToHex(ed25519.sign(senderStatementDigest(who), secret))
        : await by.signTypedData(senderStatementTypedData(who))
    const { wallet, senderInboxId, keyId: named, issuedAt } = who.statement
    return { senderStatement: { wallet, senderInboxId, keyId: named, issuedAt, signature } }
  }
  const friend = (sender: Hex, fields: object): Case => ({
    request: { ...letter('friend', alice, sender), ...fields },
    verdict: { ...verdictOf('consented'), senderProof: 'verified' },
  })

  const cases = {
    'a stamp': stampCase('fresh', grace, fresh),
    'a stamp posted before the price changed': stampCase('plain', alice, plain),
    'a stamp that is admitted': stampCase('admitted', alice, admitted, { status: 'admitted' }),
    'a stamp without a relay': stampCase('unpaid', alice, unpaid, {
      request: { acceptUnpaidCarriage: true },
    }),
    'a stamp posted before terms and door changed': stampCase('past', erin, past),
    'a stamp posted after the price went up': stampCase('raised', grace, raised, {
      earlier: [[{ number: raised.block.number - 2 }]],
    }),
    'a stamp that meets minCarriage': stampCase('raised', grace, raised, {
      request: { minCarriage: { [zeroAddress]: '30' }, minSecondsLeft: 60 },
    }),
    'a letter of a mailing': mailingCase(3),
    'the last letter of a mailing': mailingCase(4),
    'a sender allowed by address, known to the relay': friend(carol.address, {
      senderAuthenticated: true,
    }),
    'a sender allowed by its inbox, known to the relay': friend(bob.address, {
      senderAuthenticated: true,
    }),
    'a sender that signed by its wallet': friend(carol.address, await statementOf(carol)),
    'a sender that signed by its wallet for its inbox': friend(bob.address, await statementOf(bob)),
    'an inbox that signed by its key': {
      ...friend(inboxOf(bob), await statementOf('key')),
      senderKey: key,
    },
    'a wallet whose inbox signed by its key': {
      ...friend(bob.address, await statementOf('key')),
      senderKey: key,
    },
    'a free door': {
      request: letter('any', dave, carol.address),
      verdict: verdictOf('no_postage_required'),
    },
    'an unknown inbox, by policy': {
      request: { ...letter('any', carol), policy: { unknownInbox: 'carry' } },
      verdict: verdictOf('unknown_inbox'),
    },
  } satisfies Record<string, Case>

  const node = connectNode({ urls: [url], chainId: CHAIN_ID })

  /** The answer with its proof, as the API would give it. */
  async function prove(of: Case): Promise<ProofsResponse> {
    const block = of.at === undefined ? head : await client.getBlock({ blockNumber: BigInt(of.at) })
    const number = Number(block.number)
    const proof = await collectProof({
      node,
      chainId: CHAIN_ID,
      contracts,
      request: proofsRequest.parse(of.request),
      verdict: of.verdict,
      postage: of.postage,
      senderKey: of.senderKey,
      now: 0,
      block: { hash: block.hash as Hex, number },
      earlier: (of.earlier ?? []).values() as unknown as AsyncIterator<BlockName[]>,
    })
    const asOf = {
      ...{ chain: 'eip155:31337', blockNumber: String(number), blockHash: block.hash as Hex },
      blockTimestamp: Number(block.timestamp),
      ...{ safeBlock: '0', finalizedBlock: '0', headBlock: String(number) },
    }
    return JSON.parse(JSON.stringify({ verdict: of.verdict, proof, asOf })) as ProofsResponse
  }

  return {
    url,
    client,
    contracts,
    head,
    cases,
    prove,
    send,
    /** Of a letter of the mailing. */
    mailingCase,
    letter,
    verdictOf,
    people: { alice, bob, relay, carol, erin, dave, grace },
    office,
    inboxOf,
    blocks: { plain: plain.block, raised: raised.block },
    node,
  }
}
