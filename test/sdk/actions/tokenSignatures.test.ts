import { toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { depositWithAuthorization } from '../../../sdk/src/actions/depositWithAuthorization.ts'
import { depositWithPermit } from '../../../sdk/src/actions/depositWithPermit.ts'
import { signDepositAuthorization } from '../../../sdk/src/actions/signDepositAuthorization.ts'
import { signPermit } from '../../../sdk/src/actions/signPermit.ts'
import { InvalidParameterError } from '../../../sdk/src/errors/InvalidParameterError.ts'
import { TokenRefusalError } from '../../../sdk/src/errors/TokenRefusalError.ts'
import { TokenSignatureUnsupportedError } from '../../../sdk/src/errors/TokenSignatureUnsupportedError.ts'
import { deployOddToken } from '../support/oddTokens.ts'
import {
  failure,
  ledger,
  NATIVE,
  postOfficeScene,
  refused,
  watchedClient,
} from '../support/postOfficeScene.ts'
import { oddFormNames, signedOddly } from '../support/signedOddly.ts'

const scene = postOfficeScene()
const amount = 7_000n

/** A token that takes permits, of which the sender has some. */
async function permitToken() {
  const token = await scene().viem.deployContract('MockPermitToken')
  await token.write.mint([scene().sender.account.address, 10n ** 6n])
  return token
}

/** A token that takes authorizations, of which the sender has some. */
async function authorizationToken() {
  const token = await scene().viem.deployContract('MockAuthorizationToken')
  await token.write.mint([scene().sender.account.address, 10n ** 6n])
  return token
}

describe('signPermit', () => {
  it('lets a deposit be made in one transaction', async () => {
    const { sender, stranger, contracts } = scene()
    const { address: token, read } = await permitToken()
    const owner = sender.account.address
    const before = await read.balanceOf([owner])
    const to = stranger.account.address
    const permit = await signPermit(sender, { token, to, amount, contracts })
    await depositWithPermit(sender, { ...permit, contracts })
    expect(await ledger(scene(), stranger, token)).toBe(amount)
    expect(await read.balanceOf([owner])).toBe(before - amount)
    expect(await read.allowance([owner, contracts.PostOffice])).toBe(0n)
  })

  it('credits the account and is good for an hour unless told otherwise', async () => {
    const { sender, contracts } = scene()
    const { address: token } = await permitToken()
    const { timestamp } = await sender.getBlock()
    const permit = await signPermit(sender, { token, amount, contracts })
    expect(permit).toMatchObject({
      ...{ token, amount, to: sender.account.address, deadline: Number(timestamp) + 3_600 },
    })
  })

  it.each(['1', '2'])('knows a token by its name and version %s', async (version) => {
    const { sender, contracts } = scene()
    const { address: token } = await deployOddToken(sender, 'NamedToken', [version])
    const permit = await signPermit(sender, { token, amount, contracts })
    await depositWithPermit(sender, { ...permit, contracts })
    expect(await ledger(scene(), sender, token)).toBe(amount)
  })

  it.each(oddFormNames)('brings a signature %s into the form of tokens', async (form) => {
    const { sender, contracts } = scene()
    const { address: token } = await permitToken()
    const account = signedOddly(sender.account, form)
    const permit = await signPermit(sender, { token, amount, account, contracts })
    await depositWithPermit(sender, { ...permit, contracts })
    expect(await ledger(scene(), sender, token)).toBe(amount)
  })

  it('does no harm when somebody handed the permit in before', async () => {
    const { sender, stranger, contracts } = scene()
    const { address: token, write } = await permitToken()
    const permit = await signPermit(sender, { token, amount, contracts })
    const { signature, deadline } = permit
    const parts = [
      ...[Number(`0x${signature.slice(130)}`), `0x${signature.slice(2, 66)}`],
      `0x${signature.slice(66, 130)}`,
    ]
    const call = [sender.account.address, contracts.PostOffice, amount, BigInt(deadline), ...parts]
    await write.permit(call as never, { account: stranger.account })
    await depositWithPermit(sender, { ...permit, contracts })
    expect(await ledger(scene(), sender, token)).toBe(amount)
  })

  it.each([
    ['Token', 'it has no DOMAIN_SEPARATOR()'],
    ['DaiLikeToken', 'its permit has other fields'],
    ['SaltedToken', 'its domain on this chain is not the one that follows from its name'],
    ['BorrowingToken', 'its domain on this chain is not the one that follows from its name'],
  ] as const)('refuses %s without signing: %s', async (name, reason) => {
    const { sender, contracts } = scene()
    const { address: token } = await deployOddToken(sender, name)
    const { client, committed } = watchedClient(scene(), sender)
    const error = await failure(signPermit(client, { token, amount, contracts }))
    expect(error).toBeInstanceOf(TokenSignatureUnsupportedError)
    expect(error).toMatchObject({
      ...{ token, standard: 'ERC-2612' },
      shortMessage: `Token ${token} takes no signatures by ERC-2612: ${reason}. Approve and deposit instead.`,
    })
    expect(committed()).toBe(0)
  })

  it.each(['MockERC20', 'MockWrappedEther', 'MockHostilePermitToken'] as const)(
    'refuses %s, which takes none',
    async (name) => {
      const { sender, viem, contracts } = scene()
      const token =
        name === 'MockERC20' ? scene().token.address : (await viem.deployContract(name)).address
      const error = await failure(signPermit(sender, { token, amount, contracts }))
      expect(error).toBeInstanceOf(TokenSignatureUnsupportedError)
    },
  )

  it('refuses the native token', async () => {
    const { sender, contracts } = scene()
    const error = await failure(signPermit(sender, { token: NATIVE, amount, contracts }))
    expect(error).toBeInstanceOf(TokenSignatureUnsupportedError)
  })
})

describe('depositWithPermit', () => {
  it('refuses a signature that is not of 65 bytes', async () => {
    const { sender, contracts } = scene()
    const { address: token } = await permitToken()
    const permit = await signPermit(sender, { token, amount, contracts })
    const signature = permit.signature.slice(0, -2) as `0x${string}`
    const error = await failure(depositWithPermit(sender, { ...permit, signature, contracts }))
    expect(error).toBeInstanceOf(InvalidParameterError)
    expect(error).toMatchObject({ parameter: 'signature' })
  })

  it('takes signatures that end with the parity alone', async () => {
    const { sender, contracts } = scene()
    const { address: token } = await permitToken()
    const permit = await signPermit(sender, { token, amount, contracts })
    const parity = permit.signature.endsWith('1b') ? '00' : '01'
    const signature = `${permit.signature.slice(0, -2)}${parity}` as `0x${string}`
    await depositWithPermit(sender, { ...permit, signature, contracts })
    expect(await ledger(scene(), sender, token)).toBe(amount)
  })
})

describe('signDepositAuthorization', () => {
  it('lets anyone pay in what the owner signed, to whom it signed', async () => {
    const { sender, stranger, relay, contracts } = scene()
    const { address: token, read } = await authorizationToken()
    const from = sender.account.address
    const before = await read.balanceOf([from])
    const to = stranger.account.address
    const signed = await signDepositAuthorization(sender, { token, to, amount, contracts })
    await depositWithAuthorization(relay, { ...signed, contracts })
    expect(await ledger(scene(), stranger, token)).toBe(amount)
    expect(await read.balanceOf([from])).toBe(before - amount)
  })

  it('is good at once, for an hour, and once, unless told otherwise', async () => {
    const { sender, contracts } = scene()
    const { address: token } = await authorizationToken()
    const { timestamp } = await sender.getBlock()
    const asked = { token, amount, contracts }
    const [one, two] = [
      await signDepositAuthorization(sender, asked),
      await signDepositAuthorization(sender, asked),
    ]
    expect(one).toMatchObject({
      ...{ validAfter: 0, validBefore: Number(timestamp) + 3_600, to: sender.account.address },
    })
    expect(one.salt).not.toBe(two.salt)
  })

  it('credits nobody else: another receiver makes another nonce', async () => {
    const { sender, stranger, contracts } = scene()
    const { address: token } = await authorizationToken()
    const signed = await signDepositAuthorization(sender, { token, amount, contracts })
    const to = stranger.account.address
    const error = await failure(depositWithAuthorization(stranger, { ...signed, to, contracts }))
    expect(error).toBeInstanceOf(TokenRefusalError)
    expect(await ledger(scene(), stranger, token)).toBe(0n)
  })

  it('refuses a salt that was used before, without signing', async () => {
    const { sender, contracts } = scene()
    const { address: token } = await authorizationToken()
    const asked = { token, amount, salt: toHex(1, { size: 32 }), contracts }
    const signed = await signDepositAuthorization(sender, asked)
    await depositWithAuthorization(sender, { ...signed, contracts })
    const error = await failure(signDepositAuthorization(sender, asked))
    expect(error).toBeInstanceOf(TokenSignatureUnsupportedError)
    expect(error).toMatchObject({ standard: 'ERC-3009' })
  })

  it.each(['BorrowingToken', 'UsedToken', 'Token'] as const)('refuses %s', async (name) => {
    const { sender, contracts } = scene()
    const { address: token } = await deployOddToken(sender, name)
    const { client, committed } = watchedClient(scene(), sender)
    const error = await failure(signDepositAuthorization(client, { token, amount, contracts }))
    expect(error).toBeInstanceOf(TokenSignatureUnsupportedError)
    expect(committed()).toBe(0)
  })
})

describe('deposit', () => {
  it('passes on what a token refuses with', async () => {
    const { sender, viem, contracts } = scene()
    const { address: token, write } = await viem.deployContract('MockBlocklistToken')
    const to = sender.account.address
    await write.mint([to, amount])
    await write.approve([contracts.PostOffice, amount], { account: sender.account })
    await write.setBlocked([to, true])
    const error = await failure(deposit(sender, { token, to, amount, contracts }))
    expect(error).toBeInstanceOf(TokenRefusalError)
  })

  it('is refused of a token that takes a fee', async () => {
    const { sender, viem, contracts } = scene()
    const { address: token, write } = await viem.deployContract('MockFeeToken')
    const to = sender.account.address
    await write.setFee([1_000n])
    await write.mint([to, amount])
    await write.approve([contracts.PostOffice, amount], { account: sender.account })
    expect(await refused(deposit(sender, { token, to, amount, contracts }))).toEqual([
      ...['TokenAmountMismatch', expect.stringMatching(new RegExp(token, 'i')), amount],
      (amount * 9n) / 10n,
    ])
  })
})
