import { maxUint256 } from 'viem'
import { EXPIRES_AT, NATIVE, POSTAGE } from '../postOfficeWorld.ts'
import type { Operation } from './operation.ts'
import { BATCHES } from './operation.ts'

/** The depth of its tree is 17. */
const LETTERS = 100_000

const COLLECTED = { called: 1, read: 3 } as const

const whole: Operation[] = [
  {
    name: 'openMailing native',
    count: 1,
    least: { created: 1, events: [[1, 4, 8]] },
    reach: 57_000,
    measure: async ({ gasOf, office, sender, mailingOf }) => {
      const { mailing } = await mailingOf(LETTERS, NATIVE)
      const value = POSTAGE * BigInt(LETTERS)
      return gasOf(office.write.openMailing([mailing, ''], { account: sender, value }))
    },
  },
  {
    name: 'openMailing ERC-20',
    count: 1,
    least: {
      created: 1,
      read: 2,
      updated: 2,
      called: 1,
      events: [
        [1, 4, 8],
        [1, 3, 1],
      ],
    },
    reach: 81_000,
    measure: async ({ gasOf, office, sender, stranger, token, mailingOf }) => {
      await office.write.transfer([stranger.address, BigInt(token.address), 1n], {
        account: sender,
      })
      await token.write.approve([office.address, maxUint256], { account: sender })
      const { mailing } = await mailingOf(LETTERS, token.address)
      return gasOf(office.write.openMailing([mailing, ''], { account: sender }))
    },
  },
  {
    name: 'admitMailing',
    count: 1,
    least: {
      updated: 2,
      events: [
        [1, 3, 0],
        [1, 4, 2],
      ],
    },
    measure: async ({ gasOf, office, relay, opened }) => {
      const { mailing } = await opened(LETTERS)
      return gasOf(office.write.admitMailing([mailing], { account: relay }))
    },
  },
  {
    name: 'closeMailing',
    count: 1,
    least: {
      updated: 2,
      events: [
        [1, 2, 2],
        [1, 4, 2],
      ],
    },
    measure: async ({ gasOf, office, stranger, opened, nextAt }) => {
      const { mailing } = await opened(LETTERS)
      await nextAt(EXPIRES_AT)
      return gasOf(office.write.closeMailing([mailing], { account: stranger }))
    },
  },
  {
    name: 'collectMail, depth 17, unused bitmap word',
    count: 1,
    least: {
      ...COLLECTED,
      created: 1,
      updated: 2,
      events: [
        [1, 4, 2],
        [1, 4, 2],
      ],
    },
    measure: async ({ gasOf, office, wallet, opened }) => {
      const { mailing, claim } = await opened(LETTERS)
      return gasOf(office.write.collectMail([mailing, [claim(0)]], { account: wallet }))
    },
  },
]

/** Letters next to each other, all to one inbox, in a word of the bitmap that one letter has used. */
const collectMail = (count: number): Operation => ({
  name: `collectMail, depth 17, used bitmap word ×${count}`,
  count,
  least: {
    ...COLLECTED,
    updated: 3,
    events: [
      [count, 4, 2],
      [1, 4, 2],
    ],
  },
  reach: count === 1 ? 70_000 : undefined,
  isMissed: count === 1 || undefined,
  others: count === 1 ? 'Uniswap distributor 95,256' : undefined,
  measure: async ({ gasOf, office, wallet, opened }) => {
    const { mailing, claim } = await opened(LETTERS)
    await office.write.collectMail([mailing, [claim(0)]], { account: wallet })
    const claims = Array.from({ length: count }, (_, index) => claim(index + 1))
    return gasOf(office.write.collectMail([mailing, claims], { account: wallet }))
  },
})

const collectMailFor = (count: number): Operation => ({
  name: `collectMailFor, depth 17, used bitmap word ×${count}`,
  count,
  least: {
    ...COLLECTED,
    updated: 3,
    recovered: 1,
    events: [
      [count, 4, 2],
      [1, 4, 2],
    ],
  },
  measure: async ({ gasOf, office, wallet, stranger, opened, signedCollectMail }) => {
    const { mailing, claim } = await opened(LETTERS)
    await office.write.collectMail([mailing, [claim(0)]], { account: wallet })
    const claims = Array.from({ length: count }, (_, index) => claim(index + 1))
    const signature = await signedCollectMail(mailing, claims, EXPIRES_AT)
    return gasOf(
      office.write.collectMailFor(
        [mailing, claims, wallet.address, BigInt(EXPIRES_AT), signature],
        { account: stranger },
      ),
    )
  },
})

/** Postage for many letters at once. */
export const mailings: Operation[] = [
  ...whole,
  ...BATCHES.map(collectMail),
  ...BATCHES.map(collectMailFor),
]
