import type { Account, Hex } from 'viem'
import type { Stamp } from '../../protocol/eip712/postOffice.ts'
import { mailingIdOf } from '../../protocol/ids.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import { inboxIds } from '../seed/inboxes.ts'
import { letterHash } from '../seed/letters.ts'
import { lettersToWire } from '../seed/lettersToWire.ts'
import type { World } from '../seed/world.ts'
import { ask } from './ask.ts'
import { step } from './step.ts'
import { verdict } from './verdict.ts'

type Sequel = {
  apiUrl: string
  /** CAIP-2. */
  chain: string
  /** Of the story so far; each letter of the mailing pays the same. */
  stamp: Stamp
  sender: { account: Account }
  recipient: { account: Account }
}

/** The sender writes again, now to four people by one escrow; the recipient, who is the first of them, collects. */
export async function tellOfMailing({ client, office }: World, sequel: Sequel): Promise<void> {
  const { apiUrl, chain, stamp, sender, recipient } = sequel
  const { inboxId, letterHash: _, ...postage } = stamp
  const first = { inboxId, letterHash: letterHash('Dear Rosa, dear all, …') }
  const others = [inboxIds.bruno, inboxIds.chloe, inboxIds.grace].map((id) => ({
    inboxId: id,
    letterHash: letterHash(`Dear ${id}, dear all, …`),
  }))
  const letters = [first, ...others]
  const { root, count, proof } = await mailingTree(letters)
  const mailing = { ...postage, root, count }
  const value = BigInt(count) * (mailing.carriage + mailing.stake)
  await office.write.openMailing([mailing, ''], { ...sender, value })
  const chainId = client.chain.id
  const mailingId = mailingIdOf({ chainId, postOffice: office.address, mailing })
  step('Sam writes to four people at once: one transaction, one mailing', mailingId)
  const named = { mailing: { mailingId, index: 0, proof: proof(0) } }
  const question = { chain, ...first, sender: stamp.sender, relay: stamp.relay, ...named }
  await verdict(apiUrl, question, 'paid')

  const leaves = `${apiUrl}/v1/mailings/${mailingId}/leaves`
  const headers = { 'content-type': 'application/octet-stream' }
  await ask(leaves, { method: 'PUT', headers, body: lettersToWire(letters) })
  step('He brings the list of them, so that each can have a proof', `PUT ${leaves}`)

  const leaf = await ask<{ proof: Hex[] }>(`${leaves}/0`)
  const claims = [{ index: 0, ...first, proof: leaf.proof }]
  const collected = await office.write.collectMail([mailing, claims], recipient)
  step('Rosa takes hers and collects again', collected)
  await verdict(apiUrl, question, 'already_settled')
}
