import { EXPIRES_AT } from '../postOfficeWorld.ts'
import type { Least } from './floorOf.ts'
import type { Operation } from './operation.ts'
import { BATCHES } from './operation.ts'

/** The stamps' words and one balance for each of `paid`; an event for each stamp and each balance. */
const settled = (count: number, paid: number, topics: number, words: number): Least => ({
  updated: count + paid,
  events: [
    [count, topics, words],
    [paid, 4, 2],
  ],
})

/** Besides, the registry says who the caller is and, to collect, the recovery; the payout is PostOffice's own. */
const COLLECT = { called: 1, read: 3 } as const
const RETURN = { called: 1, read: 1 } as const

const admit = (count: number): Operation => ({
  name: `admit ×${count}`,
  count,
  least: settled(count, 1, 3, 0),
  reach: count === 1 ? 42_000 : count === 50 ? 12_000 : undefined,
  measure: async ({ gasOf, office, relay, posted }) => {
    const stamps = await posted(count)
    return gasOf(office.write.admit([stamps], { account: relay }))
  },
})

const collectOpen = (count: number): Operation => ({
  name: `collect Open ×${count}`,
  count,
  least: { ...COLLECT, ...settled(count, 2, 3, 1) },
  reach: count === 1 ? 61_000 : count === 50 ? 13_000 : undefined,
  others: count === 1 ? 'commerce-payments capture 69,915*' : undefined,
  measure: async ({ gasOf, office, wallet, posted }) => {
    const stamps = await posted(count)
    return gasOf(office.write.collect([stamps], { account: wallet }))
  },
})

const collectAdmitted = (count: number): Operation => ({
  name: `collect Admitted ×${count}`,
  count,
  least: { ...COLLECT, ...settled(count, 1, 3, 1) },
  reach: count === 1 ? 53_000 : undefined,
  others: count === 1 ? 'commerce-payments capture 69,915*' : undefined,
  measure: async ({ gasOf, office, wallet, admitted }) => {
    const stamps = await admitted(count)
    return gasOf(office.write.collect([stamps], { account: wallet }))
  },
})

const collectFor = (count: number): Operation => ({
  name: `settleFor, collect Open ×${count}`,
  count,
  least: { ...COLLECT, recovered: 1, ...settled(count, 2, 3, 1) },
  reach: count === 1 ? 66_000 : count === 50 ? 13_500 : undefined,
  isMissed: count === 1 || undefined,
  measure: async ({ gasOf, office, wallet, stranger, posted, signedAnswer }) => {
    const stamps = await posted(count)
    const signature = await signedAnswer(stamps, true)
    return gasOf(
      office.write.settleFor([stamps, true, wallet.address, signature], { account: stranger }),
    )
  },
})

const returnFor = (count: number): Operation => ({
  name: `settleFor, return Open ×${count}`,
  count,
  least: { ...RETURN, recovered: 1, ...settled(count, 2, 2, 1) },
  measure: async ({ gasOf, office, wallet, stranger, posted, signedAnswer }) => {
    const stamps = await posted(count)
    const signature = await signedAnswer(stamps, false)
    return gasOf(
      office.write.settleFor([stamps, false, wallet.address, signature], { account: stranger }),
    )
  },
})

const returnToSender = (count: number): Operation => ({
  name: `returnToSender Open ×${count}`,
  count,
  least: { ...RETURN, ...settled(count, 2, 2, 1) },
  reach: count === 1 ? 56_000 : undefined,
  measure: async ({ gasOf, office, wallet, posted }) => {
    const stamps = await posted(count)
    return gasOf(office.write.returnToSender([stamps], { account: wallet }))
  },
})

const returnAdmitted = (count: number): Operation => ({
  name: `returnToSender Admitted ×${count}`,
  count,
  least: { ...RETURN, ...settled(count, 1, 2, 1) },
  measure: async ({ gasOf, office, wallet, admitted }) => {
    const stamps = await admitted(count)
    return gasOf(office.write.returnToSender([stamps], { account: wallet }))
  },
})

const expire = (count: number): Operation => ({
  name: `expire ×${count}`,
  count,
  least: settled(count, 1, 2, 1),
  reach: count === 1 ? 41_000 : count === 50 ? 11_500 : undefined,
  others: count === 1 ? 'commerce-payments reclaim 55,217*' : undefined,
  measure: async ({ gasOf, office, stranger, posted, nextAt }) => {
    const stamps = await posted(count)
    await nextAt(EXPIRES_AT)
    return gasOf(office.write.expire([stamps], { account: stranger }))
  },
})

/** What happens to stamps once they are posted. */
export const answering: Operation[] = [
  ...BATCHES.map(admit),
  ...BATCHES.map(collectOpen),
  ...BATCHES.map(collectAdmitted),
  ...BATCHES.map(collectFor),
  ...BATCHES.map(returnToSender),
  ...BATCHES.map(returnAdmitted),
  ...BATCHES.map(returnFor),
  ...BATCHES.map(expire),
]
