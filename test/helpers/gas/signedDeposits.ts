import { maxUint256, parseEther, parseSignature, zeroHash } from 'viem'
import { authorizationNonce } from '../../../protocol/ids.ts'
import type { World } from '../postOfficeWorld.ts'
import type { Operation } from './operation.ts'

const permitTypes = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

const authorizationTypes = {
  ReceiveWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
} as const

const AMOUNT = parseEther('0.1')

/** Pays both sides once, so that no balance of the measured deposit is new. */
async function prepare(
  { office, sender }: World,
  token: Pick<World['token'], 'address' | 'write'>,
) {
  await token.write.mint([sender.address, parseEther('1')])
  await token.write.approve([office.address, AMOUNT], { account: sender })
  await office.write.deposit([token.address, sender.address, AMOUNT], { account: sender })
}

/** Paying in by the token's own signatures. */
export const signedDeposits: Operation[] = [
  {
    name: 'depositWithPermit',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, chainId, signed } = world
      const token = await world.deployPermitToken()
      await prepare(world, token)
      const signature = await signed(sender, {
        domain: { name: 'Permit', version: '1', chainId, verifyingContract: token.address },
        types: permitTypes,
        primaryType: 'Permit',
        message: {
          owner: sender.address,
          spender: office.address,
          value: AMOUNT,
          nonce: 0n,
          deadline: maxUint256,
        },
      })
      const { v, r, s } = parseSignature(signature)
      return gasOf(
        office.write.depositWithPermit(
          [token.address, sender.address, AMOUNT, maxUint256, Number(v), r, s],
          { account: sender },
        ),
      )
    },
  },
  {
    name: 'depositWithAuthorization',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, stranger, chainId, signed } = world
      const token = await world.deployAuthorizationToken()
      await prepare(world, token)
      const signature = await signed(sender, {
        domain: { name: 'Authorization', version: '1', chainId, verifyingContract: token.address },
        types: authorizationTypes,
        primaryType: 'ReceiveWithAuthorization',
        message: {
          from: sender.address,
          to: office.address,
          value: AMOUNT,
          validAfter: 0n,
          validBefore: maxUint256,
          nonce: authorizationNonce(sender.address, zeroHash),
        },
      })
      const { v, r, s } = parseSignature(signature)
      const [from, to] = [sender.address, sender.address]
      return gasOf(
        office.write.depositWithAuthorization(
          [token.address, from, to, AMOUNT, 0n, maxUint256, zeroHash, Number(v), r, s],
          { account: stranger },
        ),
      )
    },
  },
]
