import { z } from 'zod'
import { asOf } from './asOf.ts'
import { address, amount, blockNumber, bytes32, time } from './primitives.ts'

export const mailingStatus = z
  .enum(['open', 'admitted', 'closed'])
  .meta({ description: 'As the chain has it; `closed` only once somebody called `closeMailing`.' })

export const mailing = z
  .object({
    mailingId: bytes32,
    sender: address.meta({ description: 'Who pays.' }),
    relay: address.meta({ description: 'Who may take the carriage; `0x000…0`: nobody.' }),
    token: address,
    root: bytes32.meta({ description: 'Of the Merkle tree of its letters.' }),
    carriage: amount.meta({ description: "For each letter, in the token's smallest unit." }),
    stake: amount.meta({ description: "For each letter, in the token's smallest unit." }),
    count: z.int().meta({ description: 'Letters.', examples: [1_000] }),
    expiresAt: time,
    uri: z.string().meta({
      description:
        'Where the sender says that the letters are to be had: any text of a stranger, never to be opened unseen.',
      examples: ['https://sender.example/mailing.bin'],
    }),
    status: mailingStatus,
    carriageAsked: amount.nullable().meta({
      description:
        'The lowest price that its relay had within 600 s before it was opened; null: it did not accept the token.',
    }),
    carriagePaid: z.boolean().meta({ description: 'Whether its relay has the carriage.' }),
    openedBlock: blockNumber,
    openedBlockHash: bytes32,
    openedAt: time,
    openedTransaction: bytes32,
    closedAt: time.nullable().meta({ description: 'Null while it is not closed.' }),
    refund: amount.nullable().meta({
      description: 'What the sender got back when it was closed; null before.',
    }),
  })
  .meta({ id: 'Mailing' })

export const mailingStep = z
  .object({
    step: z.enum(['opened', 'admitted', 'closed']),
    blockNumber,
    blockHash: bytes32,
    logIndex: z.int(),
    timestamp: time,
    transaction: bytes32,
    refund: amount.nullable().meta({ description: 'What the sender got back; null before then.' }),
    carriageTo: address
      .nullable()
      .meta({ description: 'Who has the carriage in the end; null before it is known.' }),
  })
  .meta({ id: 'MailingStep' })

export const mailingResponse = z
  .object({
    mailing,
    collected: z
      .object({
        letters: z.int().meta({
          description: 'Letters whose stake was collected, counted up to 10,000.',
          examples: [2],
        }),
        isMore: z.boolean().meta({ description: 'Whether there are more than were counted.' }),
      })
      .meta({ id: 'MailCollected' }),
    canClose: z.boolean().meta({
      description: 'Whether anyone may call `closeMailing` now, which refunds the sender.',
    }),
    hasLeaves: z.boolean().meta({
      description: 'Whether its letters are here, so that any of them can be proven.',
    }),
    steps: z.array(mailingStep).meta({ description: 'Its life so far, oldest first.' }),
    asOf,
  })
  .meta({ id: 'MailingResponse' })

export const mailingLeavesResponse = z
  .object({
    mailingId: bytes32,
    root: bytes32,
    count: z.int().meta({ description: 'Letters.', examples: [1_000] }),
    isNew: z.boolean().meta({
      description: 'False: they were here already, and the body was not looked at.',
    }),
  })
  .meta({
    id: 'MailingLeavesResponse',
    description: 'Holds for good: the root is in the id of the mailing, so no reorg changes it.',
  })

export const mailingLeafResponse = z
  .object({
    mailingId: bytes32,
    root: bytes32,
    count: z.int().meta({ description: 'Letters.', examples: [1_000] }),
    index: z.int().meta({ description: 'Place of the letter, from 0.', examples: [3] }),
    inboxId: bytes32.meta({ description: 'The recipient.' }),
    letterHash: bytes32,
    proof: z.array(bytes32).meta({
      description: 'Siblings of the leaf, from the leaves up: what `collectMail` takes.',
    }),
    isCollected: z.boolean().meta({ description: 'Whether its stake was collected.' }),
    asOf,
  })
  .meta({ id: 'MailingLeafResponse' })

export type Mailing = z.infer<typeof mailing>
export type MailingStep = z.infer<typeof mailingStep>
