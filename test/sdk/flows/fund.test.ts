import type { Address } from 'viem'
import {
  createWalletClient,
  custom,
  parseEther,
  publicActions,
  UserRejectedRequestError,
} from 'viem'
import { hardhat } from 'viem/chains'
import { describe, expect, it } from 'vitest'
import { AllowanceTooLowError } from '../../../sdk/src/errors/AllowanceTooLowError.ts'
import { TokenBalanceTooLowError } from '../../../sdk/src/errors/TokenBalanceTooLowError.ts'
import { TokenSignatureUnsupportedError } from '../../../sdk/src/errors/TokenSignatureUnsupportedError.ts'
import type { FundVia } from '../../../sdk/src/flows/fund.ts'
import { fund } from '../../../sdk/src/flows/fund.ts'
import { deployOddToken } from '../support/oddTokens.ts'
import {
  failure,
  ledger,
  NATIVE,
  postOfficeScene,
  refused,
  watchedClient,
} from '../support/postOfficeScene.ts'

const scene = postOfficeScene()
const amount = 6_000n

type Mock = 'MockPermitToken' | 'MockAuthorizationToken' | 'MockNoReturnToken' | 'MockFeeToken'

/** A token of the mocks, of which the sender has some. */
async function mock(name: Mock): Promise<Address> {
  const { viem, sender } = scene()
  const { address } = await viem.deployContract(name as 'MockFeeToken')
  await mint(address, sender.account.address)
  return address
}

async function mint(address: Address, to: Address): Promise<void> {
  const { sender, token } = scene()
  await sender.writeContract({
    abi: token.abi,
    address,
    functionName: 'mint',
    args: [to, 10n ** 6n],
  })
}

const approve = (address: Address, value: bigint) =>
  scene().sender.writeContract({
    ...{ abi: scene().token.abi, address, functionName: 'approve' },
    args: [scene().contracts.PostOffice, value],
  })

/** How a deposit was made. */
async function funded(token: Address, via?: FundVia) {
  const { sender, contracts } = scene()
  const result = await fund(sender, { token, amount, via, contracts })
  expect(result.receipt.status).toBe('success')
  return { via: result.via, steps: result.steps.map(({ name }) => name) }
}

describe('fund', () => {
  it('sends native money along', async () => {
    expect(await funded(NATIVE)).toEqual({ via: 'native', steps: ['deposit'] })
    expect(await ledger(scene(), scene().sender)).toBe(amount)
  })

  it('uses an allowance that is there, to the unit', async () => {
    const token = await mock('MockPermitToken')
    await approve(token, amount)
    expect(await funded(token)).toEqual({ via: 'allowance', steps: ['deposit'] })
    expect(await ledger(scene(), scene().sender, token)).toBe(amount)
  })

  it('signs a permit where the token takes one and the allowance lacks one unit', async () => {
    const token = await mock('MockPermitToken')
    await approve(token, amount - 1n)
    expect(await funded(token)).toEqual({ via: 'permit', steps: ['signPermit', 'deposit'] })
    expect(await ledger(scene(), scene().sender, token)).toBe(amount)
  })

  it.each(['MockAuthorizationToken', 'MockNoReturnToken'] as const)(
    'approves exactly that of %s, which takes no permit',
    async (name) => {
      const token = await mock(name)
      expect(await funded(token)).toEqual({ via: 'approval', steps: ['approve', 'deposit'] })
      expect(await ledger(scene(), scene().sender, token)).toBe(amount)
    },
  )

  it('takes the allowance back first of a token that wants that', async () => {
    const { sender } = scene()
    const { address: token } = await deployOddToken(sender, 'ZeroFirstToken')
    await approve(token, 1n)
    expect(await funded(token)).toEqual({
      ...{ via: 'approval', steps: ['resetAllowance', 'approve', 'deposit'] },
    })
  })

  it.each([
    ['authorization', 'MockAuthorizationToken', ['signAuthorization', 'deposit']],
    ['approval', 'MockPermitToken', ['approve', 'deposit']],
    ['permit', 'MockPermitToken', ['signPermit', 'deposit']],
  ] as const)('goes the way that it is told: %s', async (via, name, steps) => {
    const token = await mock(name)
    expect(await funded(token, via)).toEqual({ via, steps })
    expect(await ledger(scene(), scene().sender, token)).toBe(amount)
  })

  it('credits another account when told to', async () => {
    const { sender, stranger, contracts } = scene()
    await fund(sender, { token: NATIVE, amount, to: stranger.account.address, contracts })
    expect(await ledger(scene(), stranger)).toBe(amount)
    expect(await ledger(scene(), sender)).toBe(0n)
  })

  it('says at each step what it does', async () => {
    const { sender, contracts } = scene()
    const seen: string[] = []
    const token = await mock('MockAuthorizationToken')
    await fund(sender, {
      ...{ token, amount, contracts },
      onStep: ({ name, state, hash }) => seen.push(`${name} ${state}${hash ? ' #' : ''}`),
    })
    expect(seen).toEqual([
      ...['approve asking', 'approve sent #', 'approve done #'],
      ...['deposit asking', 'deposit sent #', 'deposit done #'],
    ])
  })

  it('commits to nothing when the account has less', async () => {
    const { sender, contracts } = scene()
    const { client, committed } = watchedClient(scene(), sender)
    const { address: token } = await deployOddToken(sender, 'Token')
    const needed = 10n ** 12n + 1n
    const error = await failure(fund(client, { token, amount: needed, contracts }))
    expect(error).toBeInstanceOf(TokenBalanceTooLowError)
    expect(error).toMatchObject({ token, balance: 10n ** 12n, needed })
    expect(committed()).toBe(0)
  })

  it('approves nothing for what would be refused all the same', async () => {
    const { sender, contracts } = scene()
    const { client, committed } = watchedClient(scene(), sender)
    const token = await mock('MockAuthorizationToken')
    const to = contracts.PostOffice
    const call = fund(client, { token, amount, to, contracts })
    expect(await refused(call)).toEqual([
      ...['InvalidReceiver', expect.stringMatching(new RegExp(to, 'i'))],
    ])
    expect(committed()).toBe(0)
  })

  it('takes an allowance for granted only where there is one', async () => {
    const { sender, contracts } = scene()
    const token = await mock('MockPermitToken')
    await approve(token, amount - 1n)
    const error = await failure(fund(sender, { token, amount, via: 'allowance', contracts }))
    expect(error).toBeInstanceOf(AllowanceTooLowError)
    expect(error).toMatchObject({ allowance: amount - 1n, needed: amount })
  })

  it.each(['permit', 'authorization'] as const)(
    'goes no other way than by %s when told so',
    async (via) => {
      const { sender, token, contracts } = scene()
      const call = fund(sender, { token: token.address, amount, via, contracts })
      expect(await failure(call)).toBeInstanceOf(TokenSignatureUnsupportedError)
    },
  )

  it('refuses a way that is none for the token', async () => {
    const { sender, token, contracts } = scene()
    const asked = { amount, contracts }
    for (const call of [
      fund(sender, { ...asked, token: NATIVE, via: 'permit' }),
      fund(sender, { ...asked, token: token.address, via: 'native' }),
      fund(sender, { ...asked, token: token.address, via: 'magic' as never }),
    ])
      expect(await failure(call)).toMatchObject({ name: 'InvalidParameterError', parameter: 'via' })
  })

  it('approves where the account cannot sign permits', async () => {
    const { contracts } = scene()
    const token = await mock('MockPermitToken')
    const client = clientThatSigns(() => Promise.resolve(`0x${'ab'.repeat(200)}` as const))
    const { via } = await fund(client, { token, amount, contracts })
    expect(via).toBe('approval')
    expect(await ledger(scene(), scene().sender, token)).toBe(amount)
  })

  it('approves nothing where a person declined to sign the permit', async () => {
    const { contracts } = scene()
    const token = await mock('MockPermitToken')
    const client = clientThatSigns(() =>
      Promise.reject(new UserRejectedRequestError(new Error('No.'))),
    )
    const error = await failure(fund(client, { token, amount, contracts }))
    expect(error).toBeInstanceOf(UserRejectedRequestError)
    expect(await scene().sender.getTransactionCount(scene().sender.account)).toBe(1)
  })

  it.each(['asking', 'done'] as const)('ends where the caller says so: permit %s', async (at) => {
    const { sender, contracts } = scene()
    const token = await mock('MockPermitToken')
    const { client, committed } = watchedClient(scene(), sender)
    const stop = new Error('Enough')
    const onStep = ({ state }: { state: string }) => {
      if (state === at) throw stop
    }
    expect(await failure(fund(client, { token, amount, contracts, onStep }))).toBe(stop)
    expect(committed()).toBe(at === 'asking' ? 0 : 1)
  })

  it('takes a large deposit of native money to the wei', async () => {
    const { sender, contracts } = scene()
    await fund(sender, { token: NATIVE, amount: parseEther('123.000000000000000001'), contracts })
    expect(await ledger(scene(), sender)).toBe(123_000_000_000_000_000_001n)
  })
})

/** The sender, with a signature of its own kind. */
function clientThatSigns(signTypedData: () => Promise<`0x${string}`>) {
  const { sender, provider } = scene()
  return createWalletClient({
    account: { ...sender.account, signTypedData } as never,
    chain: hardhat,
    transport: custom(provider),
  }).extend(publicActions)
}
