import type { Address, Hex } from 'viem'
import { encodeErrorResult, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { multicallPostOffice } from '../../../sdk/src/actions/multicallPostOffice.ts'
import { openMailing } from '../../../sdk/src/actions/openMailing.ts'
import { post } from '../../../sdk/src/actions/post.ts'
import { postMany } from '../../../sdk/src/actions/postMany.ts'
import { withdraw } from '../../../sdk/src/actions/withdraw.ts'
import { TokenRefusalError } from '../../../sdk/src/errors/TokenRefusalError.ts'
import { payPostage } from '../../../sdk/src/flows/payPostage.ts'
import { postAll } from '../../../sdk/src/flows/postAll.ts'
import type { OddToken } from '../support/oddTokens.ts'
import { deployOddToken } from '../support/oddTokens.ts'
import {
  accept,
  EXPIRES_AT,
  failure,
  inputOf,
  POSTAGE,
  postOfficeScene,
  refused,
  STAKE,
} from '../support/postOfficeScene.ts'

const scene = postOfficeScene()

/** How a token, and not the PostOffice, refuses. @throws What else was thrown. */
async function tokenRefusal(call: Promise<unknown>): Promise<TokenRefusalError> {
  const error = await failure(call)
  if (!(error instanceof TokenRefusalError)) throw error
  return error
}

async function odd(name: OddToken): Promise<Address> {
  return (await deployOddToken(scene().sender, name)).address
}

const depositOf = (token: Address, amount = 5n) => {
  const { sender, contracts } = scene()
  return deposit(sender, { token, to: sender.account.address, amount, contracts })
}

describe('what a token refuses', () => {
  it('comes with its own words, and is no refusal of the PostOffice', async () => {
    const token = await odd('Token')
    const error = await tokenRefusal(depositOf(token))
    expect(error).toMatchObject({ name: 'TokenRefusalError', token, reason: 'low allowance' })
    expect(error.shortMessage).toBe(`Token ${token} refused: "low allowance".`)
    expect(error.data).toBe(
      encodeErrorResult({
        abi: [{ type: 'error', name: 'Error', inputs: [{ name: '', type: 'string' }] }],
        args: ['low allowance'],
      }),
    )
  })

  it('shows words that nobody expected as they can be printed', async () => {
    const error = await tokenRefusal(depositOf(await odd('TalkativeToken')))
    expect(error.reason).toHaveLength(1_015)
    expect(error.shortMessage).toMatch(/refused: "no \[31m “money” /)
    expect(error.shortMessage).toMatch(/^\P{C}{1,300}$/u)
  })

  it('may be a panic', async () => {
    const token = await odd('PanickingToken')
    const error = await tokenRefusal(depositOf(token))
    expect(error.reason).toMatch(/^Arithmetic operation resulted in underflow or overflow/)
    expect(error.shortMessage).toContain(`Token ${token} refused: "Arithmetic operation`)
  })

  it('may come without a word, as of wrapped ether', async () => {
    const token = await odd('WordlessToken')
    const error = await tokenRefusal(depositOf(token))
    expect(error).toMatchObject({ token, reason: undefined })
    expect(error.shortMessage).toMatch(
      new RegExp(`^Token ${token} refused, without a word why: is there enough of it`),
    )
  })

  it('is read where it is an error of ERC-6093', async () => {
    const { token, sender, contracts } = scene()
    const owner = sender.account.address
    await token.write.approve([contracts.PostOffice, 4n], { account: sender.account })
    const allowed = await tokenRefusal(depositOf(token.address))
    expect(allowed.reason).toMatch(/^ERC20InsufficientAllowance\(0x.+, 4, 5\)$/i)
    expect(allowed.shortMessage).toContain(
      'the PostOffice may take 4 of it and needs 5. Approve it first.',
    )
    const amount = await token.read.balanceOf([owner])
    await token.write.approve([contracts.PostOffice, amount + 1n], { account: sender.account })
    const owned = await tokenRefusal(depositOf(token.address, amount + 1n))
    expect(owned.shortMessage).toContain(
      `${owner} has ${amount} of it, and ${amount + 1n} are needed.`,
    )
  })

  it('is shown as it came where nobody here can read it', async () => {
    const { viem, sender, stranger, contracts } = scene()
    const { address, write } = await viem.deployContract('MockBlocklistToken')
    const [owner, to] = [sender.account.address, stranger.account.address]
    await write.mint([owner, 5n])
    await write.approve([contracts.PostOffice, 5n], { account: sender.account })
    await depositOf(address)
    await write.setBlocked([to, true])
    const call = { token: address, amount: 5n, contracts }
    const error = await tokenRefusal(withdraw(sender, { ...call, to }))
    const blocked = encodeErrorResult({
      abi: [{ type: 'error', name: 'Blocked', inputs: [{ name: 'account', type: 'address' }] }],
      args: [to],
    })
    expect(error).toMatchObject({ reason: undefined, data: blocked })
    expect(error.shortMessage).toBe(
      `Token ${error.token} refused with an error of its own, ${blocked.slice(0, 10)}.`,
    )
    await withdraw(sender, { ...call, to: owner })
  })

  it.each(['post', 'postMany', 'openMailing', 'multicall'] as const)(
    'is told apart in %s',
    async (name) => {
      const { sender, relay, contracts } = scene()
      const token = await odd('Token')
      await accept(scene(), token)
      const input = inputOf(scene(), 0, token)
      const to = sender.account.address
      const mailing = {
        ...{ sender: to, relay: relay.account.address, token, root: `0x${'12'.repeat(32)}` as Hex },
        ...{ carriage: 0n, stake: STAKE, count: 1, expiresAt: EXPIRES_AT },
      }
      const calls = [
        deposit.call(contracts, { token: zeroAddress, to, amount: 0n }),
        deposit.call(contracts, { token, to, amount: 5n }),
      ]
      const made = {
        post: () => post(sender, { input, contracts }),
        postMany: () => postMany(sender, { inputs: [input], contracts }),
        openMailing: () => openMailing(sender, { mailing, contracts }),
        multicall: () => multicallPostOffice(sender, { calls, contracts }),
      }
      const error = await tokenRefusal(made[name]())
      expect(error).toMatchObject({ token, reason: 'low allowance' })
    },
  )

  it('is of no token in particular where several are moved at once', async () => {
    const { sender, contracts } = scene()
    const to = sender.account.address
    const [one, other] = [await odd('Token'), await odd('WordlessToken')]
    const calls = [one, other].map((token) => deposit.call(contracts, { token, to, amount: 5n }))
    const error = await tokenRefusal(multicallPostOffice(sender, { calls, contracts }))
    expect(error.token).toBeUndefined()
    expect(error.shortMessage).toBe('A token refused: "low allowance".')
  })

  it('is told of by flows as by actions', async () => {
    const { sender, contracts } = scene()
    const token = await odd('WordlessToken')
    await accept(scene(), token)
    const input = inputOf(scene(), 0, token)
    const one = payPostage(sender, { input, maxPostage: POSTAGE, contracts })
    expect(await tokenRefusal(one)).toMatchObject({ token })
    const many = postAll(sender, { inputs: [input], maxPostage: POSTAGE, contracts })
    expect(await tokenRefusal(many)).toMatchObject({ token })
  })

  it('is not what the PostOffice says of a token', async () => {
    const { sender, contracts } = scene()
    const token = await odd('Token')
    const call = withdraw(sender, { token, amount: 6n, to: sender.account.address, contracts })
    expect((await refused(call))[0]).toBe('ERC6909InsufficientBalance')
    const none = depositOf('0x00000000000000000000000000000000000000ff')
    expect((await refused(none))[0]).toBe('TokenHasNoCode')
  })
})
