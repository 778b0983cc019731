import { z } from 'zod'
import { asOf } from './asOf.ts'
import { nextCursor } from './page.ts'
import { address, amount, blockNumber, bytes32, duration, time } from './primitives.ts'

export const stampStatus = z
  .enum(['open', 'admitted', 'collected', 'returned', 'expired'])
  .meta({ description: 'As the chain has it; `expired` only once somebody called `expire`.' })

export const stamp = z
  .object({
    stampId: bytes32,
    sender: address.meta({ description: 'Who pays.' }),
    relay: address.meta({ description: 'Who may take the carriage; `0x000…0`: nobody.' }),
    token: address,
    inboxId: bytes32,
    letterHash: bytes32,
    carriage: amount,
    stake: amount,
    expiresAt: time,
    status: stampStatus,
    window: duration.meta({
      description: 'Seconds to answer that the inbox asked for when this was posted.',
    }),
    relayMayCollect: z
      .boolean()
      .meta({ description: 'Whether its relay may collect, as of its posting.' }),
    carriagePaid: z.boolean().meta({ description: 'Whether its relay has the carriage.' }),
    postedBlock: blockNumber,
    postedBlockHash: bytes32,
    postedAt: time,
    postedTransaction: bytes32,
    settledAt: time.nullable().meta({ description: "The final outcome's time; null before it." }),
  })
  .meta({ id: 'Stamp' })

export const voidedStamp = z
  .object({
    stampId: bytes32,
    sender: address.meta({ description: 'Who called it off.' }),
    status: z.literal('voided'),
  })
  .meta({
    id: 'VoidedStamp',
    description:
      'A stamp that its sender called off before anybody posted it: it never can be. The chain tells no more of it.',
  })

export const stampStep = z
  .object({
    step: z.enum(['posted', 'admitted', 'collected', 'returned', 'expired', 'voided']),
    blockNumber,
    blockHash: bytes32,
    logIndex: z.int(),
    timestamp: time,
    transaction: bytes32,
    stakeTo: address
      .nullable()
      .meta({ description: 'Who got the stake: payout or sender; null before the outcome.' }),
    carriageTo: address
      .nullable()
      .meta({ description: 'Who has the carriage in the end; null before it is known.' }),
  })
  .meta({ id: 'StampStep' })

const canExpire = z.boolean().meta({
  description: 'Whether anyone may call `expire` now, which gives the stake back to its sender.',
})

export const stampResponse = z
  .object({
    stamp: z.union([stamp, voidedStamp]).meta({ description: 'Told apart by `status`.' }),
    canExpire,
    steps: z.array(stampStep).meta({ description: 'Its life so far, oldest first.' }),
    asOf,
  })
  .meta({ id: 'StampResponse' })

/** A page of stamps, newest first. */
export const stampsResponse = z
  .object({
    stamps: z.array(stamp.extend({ canExpire }).meta({ id: 'ListedStamp' })).meta({
      description: 'From the newest block down; those of one block from the highest id down.',
    }),
    nextCursor,
    asOf,
  })
  .meta({ id: 'StampsResponse' })

export type Stamp = z.infer<typeof stamp>
export type VoidedStamp = z.infer<typeof voidedStamp>
export type ListedStamp = z.infer<typeof stampsResponse>['stamps'][number]
export type StampStep = z.infer<typeof stampStep>
