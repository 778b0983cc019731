import type { Address } from 'viem'
import { maxUint256, parseEther } from 'viem'
import type { World } from '../postOfficeWorld.ts'
import { EXPIRES_AT, NATIVE } from '../postOfficeWorld.ts'
import type { Operation } from './operation.ts'

export async function depositAsSender({ office, token, sender }: World, asset: Address) {
  const amount = parseEther('0.1')
  if (asset !== NATIVE) {
    await token.write.approve([office.address, amount], { account: sender })
  }
  await office.write.deposit([asset, sender.address, amount], {
    account: sender,
    value: asset === NATIVE ? amount : 0n,
  })
}

/** Paying in and out. */
export const money: Operation[] = [
  {
    name: 'deposit native',
    count: 1,
    measure: ({ gasOf, office, sender }) =>
      gasOf(office.write.deposit([NATIVE, sender.address, 1n], { account: sender, value: 1n })),
  },
  {
    name: 'deposit ERC-20',
    count: 1,
    measure: async ({ gasOf, office, sender, token }) => {
      await token.write.approve([office.address, maxUint256], { account: sender })
      return gasOf(office.write.deposit([token.address, sender.address, 1n], { account: sender }))
    },
  },
  {
    name: 'withdraw native',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender } = world
      await depositAsSender(world, NATIVE)
      return gasOf(office.write.withdraw([NATIVE, 1n, sender.address], { account: sender }))
    },
  },
  {
    name: 'withdraw ERC-20',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, token } = world
      await depositAsSender(world, token.address)
      return gasOf(office.write.withdraw([token.address, 1n, sender.address], { account: sender }))
    },
  },
  {
    name: 'withdrawFor native',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, stranger, signedWithdraw } = world
      await depositAsSender(world, NATIVE)
      const [to, deadline] = [sender.address, BigInt(EXPIRES_AT)]
      const signature = await signedWithdraw(NATIVE, 1n, to, deadline)
      return gasOf(
        office.write.withdrawFor([sender.address, NATIVE, 1n, to, deadline, signature], {
          account: stranger,
        }),
      )
    },
  },
  {
    name: 'transfer of a balance',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, stranger } = world
      await depositAsSender(world, NATIVE)
      return gasOf(office.write.transfer([stranger.address, 0n, 1n], { account: sender }))
    },
  },
  {
    name: 'useNonce, PostOffice',
    count: 1,
    measure: ({ gasOf, office, sender }) => gasOf(office.write.useNonce({ account: sender })),
  },
]
