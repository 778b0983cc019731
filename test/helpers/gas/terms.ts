import { pad, toHex, zeroAddress } from 'viem'
import { NATIVE, STAKE, WINDOW } from '../postOfficeWorld.ts'
import type { Operation } from './operation.ts'

/** What an inbox asks. */
export const terms: Operation[] = [
  {
    name: 'setTerms, the first of an inbox',
    count: 1,
    measure: async ({ gasOf, office, registry, stranger }) => {
      await registry.write.register([0n, zeroAddress, []], { account: stranger })
      const id = await registry.read.inboxOf([stranger.address])
      return gasOf(office.write.setTerms([id, NATIVE, STAKE, WINDOW, false], { account: stranger }))
    },
  },
  {
    name: 'setTerms, others',
    count: 1,
    measure: ({ gasOf, office, wallet, inboxId }) =>
      gasOf(
        office.write.setTerms([inboxId, NATIVE, STAKE + 1n, WINDOW, false], { account: wallet }),
      ),
  },
  {
    name: 'setConsents, one new sender',
    count: 1,
    measure: ({ gasOf, office, wallet, inboxId, sender }) =>
      gasOf(office.write.setConsents([inboxId, [pad(sender.address)], [1]], { account: wallet })),
  },
  {
    name: 'setDoor',
    count: 1,
    measure: ({ gasOf, office, wallet, inboxId }) =>
      gasOf(office.write.setDoor([inboxId, 2], { account: wallet })),
  },
  {
    name: 'setPayout, the first of an inbox',
    count: 1,
    measure: ({ gasOf, office, wallet, inboxId, stranger }) =>
      gasOf(office.write.setPayout([inboxId, stranger.address], { account: wallet })),
  },
  {
    name: 'setConsents, new senders ×100',
    count: 100,
    measure: ({ gasOf, office, wallet, inboxId }) => {
      const subjects = Array.from({ length: 100 }, (_, index) => pad(toHex(index + 1)))
      const consents = subjects.map(() => 2)
      return gasOf(office.write.setConsents([inboxId, subjects, consents], { account: wallet }))
    },
  },
]
