import type { Account, ContractErrorName, Hex } from 'viem'
import { keccak256, toHex, zeroAddress, zeroHash } from 'viem'
import { simulateContract } from 'viem/actions'
import { describe, expect, it } from 'vitest'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import { mailingIdOf, stampIdOf } from '../../../protocol/ids.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import { admit } from '../../../sdk/src/actions/admit.ts'
import { admitMailing } from '../../../sdk/src/actions/admitMailing.ts'
import { approveSpender } from '../../../sdk/src/actions/approveSpender.ts'
import { closeMailing } from '../../../sdk/src/actions/closeMailing.ts'
import { collect } from '../../../sdk/src/actions/collect.ts'
import { collectMail } from '../../../sdk/src/actions/collectMail.ts'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { expire } from '../../../sdk/src/actions/expire.ts'
import { multicallPostOffice } from '../../../sdk/src/actions/multicallPostOffice.ts'
import { openMailing } from '../../../sdk/src/actions/openMailing.ts'
import { post } from '../../../sdk/src/actions/post.ts'
import { postFrom } from '../../../sdk/src/actions/postFrom.ts'
import { postMany } from '../../../sdk/src/actions/postMany.ts'
import { returnToSender } from '../../../sdk/src/actions/returnToSender.ts'
import { setConsents } from '../../../sdk/src/actions/setConsents.ts'
import { setPayout } from '../../../sdk/src/actions/setPayout.ts'
import { setTerms } from '../../../sdk/src/actions/setTerms.ts'
import { signWithdraw } from '../../../sdk/src/actions/signWithdraw.ts'
import { transferBalance } from '../../../sdk/src/actions/transferBalance.ts'
import { transferBalanceFrom } from '../../../sdk/src/actions/transferBalanceFrom.ts'
import { voidStamps } from '../../../sdk/src/actions/voidStamps.ts'
import { withdraw } from '../../../sdk/src/actions/withdraw.ts'
import { withdrawFor } from '../../../sdk/src/actions/withdrawFor.ts'
import { refusalOf } from '../../../sdk/src/errors/refusalOf.ts'
import type { PostOfficeScene } from '../support/postOfficeScene.ts'
import {
  CARRIAGE,
  EXPIRES_AT,
  inputOf,
  moveTo,
  NATIVE,
  POSTAGE,
  postOfficeScene,
  STAKE,
} from '../support/postOfficeScene.ts'
import { refusal } from '../support/refusal.ts'

const scene = postOfficeScene()

/** A call that is refused, and the values that the refusal has. */
type Case = { call: Promise<unknown>; args: readonly unknown[] }

/**
 * What a contract is built of can throw the first three, but not from this one: its names are short, and it calls only itself. The last one
 * is thrown at tokens that call back, and what they make of it is theirs.
 */
type NeverSeen =
  | 'AddressEmptyCode'
  | 'InvalidShortString'
  | 'StringTooLong'
  | 'ReentrancyGuardReentrantCall'

const nobody = '0x00000000000000000000000000000000000000ff'

const stampOf = ({ sender, ...rest }: PostOfficeScene): Stamp => ({
  sender: sender.account.address,
  ...inputOf({ sender, ...rest }),
})

const idOf = ({ contracts }: PostOfficeScene, stamp: Stamp): Hex =>
  stampIdOf({ chainId: 31_337, postOffice: contracts.PostOffice, stamp })

async function posted(current: PostOfficeScene) {
  const { stamp, stampId } = await post(current.sender, {
    input: inputOf(current),
    contracts: current.contracts,
  })
  return { stamp, stampId, stamps: [stamp], contracts: current.contracts }
}

/** A mailing of three letters to the inbox. */
async function mailingOf(current: PostOfficeScene, changes: Partial<Mailing> = {}) {
  const { sender, relay, inboxId, contracts } = current
  const letterHash = keccak256(toHex('letter'))
  const tree = await mailingTree([0, 1, 2].map(() => ({ inboxId, letterHash })))
  const mailing: Mailing = {
    ...{ sender: sender.account.address, relay: relay.account.address, token: NATIVE },
    ...{ root: tree.root, carriage: CARRIAGE, stake: STAKE, count: 3, expiresAt: EXPIRES_AT },
    ...changes,
  }
  const mailingId = mailingIdOf({ chainId: 31_337, postOffice: contracts.PostOffice, mailing })
  const claim = { index: 1, inboxId, letterHash, proof: tree.proof(1) }
  return { mailing, mailingId, claim, contracts }
}

async function opened(current: PostOfficeScene) {
  const made = await mailingOf(current)
  await openMailing(current.sender, made)
  return made
}

/** A call that no action makes. */
async function raw(
  { sender, contracts }: PostOfficeScene,
  call: { functionName: string; args: readonly unknown[]; value?: bigint; account?: Account },
): Promise<unknown> {
  const parameters = { abi: postOfficeAbi, address: contracts.PostOffice, ...call }
  return await simulateContract(sender, parameters as never).catch((error: unknown) => {
    throw refusalOf(error, 'PostOffice') ?? error
  })
}

const ledgerCases = {
  DepositTooLarge: ({ sender, token, contracts }) => {
    const amount = 2n ** 192n
    const to = sender.account.address
    return {
      call: deposit(sender, { token: token.address, to, amount, contracts }),
      args: [token.address, amount, amount - 1n],
    }
  },
  ERC6909InsufficientAllowance: (current) => {
    const { sender, stranger, contracts } = current
    const from = { sender: sender.account.address, input: inputOf(current) }
    return {
      call: postFrom(stranger, { ...from, contracts }),
      args: [stranger.account.address, 0n, POSTAGE, 0n],
    }
  },
  ERC6909InsufficientBalance: ({ sender, token, contracts }) => {
    const to = sender.account.address
    return {
      call: withdraw(sender, { token: token.address, amount: 1n, to, contracts }),
      args: [to, 0n, 1n, BigInt(token.address)],
    }
  },
  ERC6909InvalidApprover: ({ sender, contracts }) => ({
    call: approveSpender.simulate(sender, {
      ...{ token: NATIVE, spender: nobody, amount: 1n, contracts },
      account: zeroAddress,
    }),
    args: [zeroAddress],
  }),
  ERC6909InvalidReceiver: ({ sender, contracts }) => ({
    call: transferBalance(sender, { token: NATIVE, to: zeroAddress, amount: 0n, contracts }),
    args: [zeroAddress],
  }),
  ERC6909InvalidSender: ({ sender, contracts }) => ({
    call: transferBalanceFrom(sender, {
      ...{ token: NATIVE, from: zeroAddress, to: nobody, amount: 0n, contracts },
    }),
    args: [zeroAddress],
  }),
  ERC6909InvalidSpender: ({ sender, contracts }) => ({
    call: approveSpender(sender, { token: NATIVE, spender: zeroAddress, amount: 1n, contracts }),
    args: [zeroAddress],
  }),
  FailedCall: ({ sender, contracts }) => ({
    call: multicallPostOffice(sender, {
      calls: [{ to: contracts.PostOffice, data: '0x12345678', value: 0n }],
      contracts,
    }),
    args: [],
  }),
  InvalidReceiver: ({ sender, contracts }) => ({
    call: deposit(sender, { token: NATIVE, to: zeroAddress, amount: 1n, contracts }),
    args: [zeroAddress],
  }),
  InvalidSignature: async ({ sender, stranger, contracts }) => {
    const what = { token: NATIVE, amount: 1n, to: nobody, contracts } as const
    const signed = await signWithdraw(stranger, what)
    const owner = sender.account.address
    return { call: withdrawFor(stranger, { ...signed, owner, contracts }), args: [owner] }
  },
  NativeTransferFailed: async ({ sender, viem, contracts }) => {
    const { address: to } = await viem.deployContract('MockRefusingReceiver')
    const own = { token: NATIVE, to: sender.account.address, amount: 5n, contracts }
    await deposit(sender, own)
    return { call: withdraw(sender, { ...own, to }), args: [to, 5n] }
  },
  SafeERC20FailedOperation: async ({ sender, viem, contracts }) => {
    const { address, write } = await viem.deployContract('MockFalseToken')
    await write.setRefuses([true])
    const to = sender.account.address
    return {
      call: deposit(sender, { token: address, to, amount: 1n, contracts }),
      args: [address],
    }
  },
  SignatureHasExpired: async ({ sender, contracts }) => {
    const what = { token: NATIVE, amount: 1n, to: nobody, contracts } as const
    const signed = await signWithdraw(sender, { ...what, deadline: 1 })
    return { call: withdrawFor(sender, { ...signed, contracts }), args: [1n] }
  },
  TokenAmountMismatch: async ({ sender, viem, contracts }) => {
    const { address, write } = await viem.deployContract('MockFeeToken')
    const to = sender.account.address
    await write.setFee([100n])
    await write.mint([to, 1_000n])
    await write.approve([contracts.PostOffice, 1_000n], { account: sender.account })
    return {
      call: deposit(sender, { token: address, to, amount: 1_000n, contracts }),
      args: [address, 1_000n, 990n],
    }
  },
  TokenHasNoCode: ({ sender, contracts }) => ({
    call: deposit(sender, { token: nobody, to: nobody, amount: 1n, contracts }),
    args: [nobody],
  }),
  ValueMismatch: ({ sender, contracts }) => {
    const call = deposit.call(contracts, { token: NATIVE, to: nobody, amount: 9n })
    return {
      call: multicallPostOffice(sender, { calls: [{ ...call, value: 0n }], contracts }),
      args: [9n, 0n],
    }
  },
} satisfies Cases

const termsCases = {
  InvalidPayout: ({ recovery, inboxId, contracts }) => {
    const payout = contracts.PostOffice
    return { call: setPayout(recovery, { inboxId, payout, contracts }), args: [payout] }
  },
  LengthMismatch: (current) => ({
    call: raw(current, {
      functionName: 'setConsents',
      args: [current.inboxId, [zeroHash], []],
      account: current.wallet.account,
    }),
    args: [1n, 0n],
  }),
  NotRecovery: ({ wallet, inboxId, contracts }) => ({
    call: setPayout(wallet, { inboxId, payout: nobody, contracts }),
    args: [inboxId, wallet.account.address],
  }),
  NotWallet: ({ stranger, inboxId, contracts }) => ({
    call: setConsents(stranger, { inboxId, consents: [], contracts }),
    args: [inboxId, stranger.account.address],
  }),
  SubjectIsZero: ({ wallet, inboxId, contracts }) => ({
    call: setConsents(wallet, {
      ...{ inboxId, contracts },
      consents: [{ subject: zeroHash, consent: 'allowed' }],
    }),
    args: [0n],
  }),
  WindowOutOfRange: ({ wallet, inboxId, contracts }) => ({
    call: setTerms(wallet, { inboxId, token: NATIVE, stake: 1n, window: 3_599, contracts }),
    args: [3_599, 3_600, 2_592_000],
  }),
} satisfies Cases

const postingCases = {
  CarriageWithoutRelay: (current) => {
    const input = { ...inputOf(current), relay: zeroAddress }
    return {
      call: post(current.sender, { input, contracts: current.contracts }),
      args: [0n, CARRIAGE],
    }
  },
  InvalidRelay: (current) => {
    const { sender, contracts } = current
    const input = { ...inputOf(current), relay: contracts.PostOffice }
    return { call: post(sender, { input, contracts }), args: [0n, contracts.PostOffice] }
  },
  NoStamps: ({ sender, contracts }) => ({
    call: postMany(sender, { inputs: [], contracts }),
    args: [],
  }),
  SenderDenied: async (current) => {
    const { sender, wallet, inboxId, contracts } = current
    const subject = sender.account.address
    await setConsents(wallet, {
      ...{ inboxId, contracts },
      consents: [{ subject, consent: 'denied' }],
    })
    return {
      call: post(sender, { input: inputOf(current), contracts }),
      args: [0n, inboxId, subject],
    }
  },
  StakeTooLow: (current) => {
    const input = { ...inputOf(current), stake: STAKE - 1n }
    return {
      call: post(current.sender, { input, contracts: current.contracts }),
      args: [0n, STAKE - 1n, STAKE],
    }
  },
  StampIdUsed: async (current) => {
    const { stampId, contracts } = await posted(current)
    return {
      call: post(current.sender, { input: inputOf(current), contracts }),
      args: [0n, stampId, 1],
    }
  },
  TokenNotAccepted: (current) => {
    const { sender, inboxId, contracts } = current
    const input = inputOf(current, 0, nobody)
    return { call: post(sender, { input, contracts }), args: [0n, inboxId, nobody] }
  },
  TokensDiffer: (current) => {
    const { sender, token, contracts } = current
    const inputs = [inputOf(current, 0), inputOf(current, 1, token.address)]
    return { call: postMany(sender, { inputs, contracts }), args: [1n, NATIVE, token.address] }
  },
  UnexpectedValue: (current) => ({
    call: raw(current, {
      functionName: 'post',
      args: [inputOf(current, 0, current.token.address)],
      value: 3n,
    }),
    args: [3n],
  }),
} satisfies Cases

const stampCases = {
  NotRecipient: async (current) => {
    const { stampId, ...rest } = await posted(current)
    return {
      call: collect(current.stranger, rest),
      args: [stampId, current.stranger.account.address],
    }
  },
  NotRelay: async (current) => {
    const { stampId, ...rest } = await posted(current)
    return { call: admit(current.wallet, rest), args: [stampId, current.wallet.account.address] }
  },
  NotSender: (current) => {
    const stamp = stampOf(current)
    const { stranger, contracts } = current
    return {
      call: voidStamps(stranger, { stamps: [stamp], contracts }),
      args: [idOf(current, stamp), stranger.account.address],
    }
  },
  StampHasExpired: async (current) => {
    const { stampId, ...rest } = await posted(current)
    await moveTo(current, EXPIRES_AT)
    return { call: collect(current.wallet, rest), args: [stampId, EXPIRES_AT] }
  },
  StampNotExpired: async (current) => {
    const { stampId, ...rest } = await posted(current)
    return { call: expire(current.sender, rest), args: [stampId, EXPIRES_AT] }
  },
  StampNotPending: async (current) => {
    const { stampId, ...rest } = await posted(current)
    await returnToSender(current.wallet, rest)
    return { call: collect(current.wallet, rest), args: [stampId, 4] }
  },
} satisfies Cases

const mailingCases = {
  MailAlreadyCollected: async (current) => {
    const { mailing, mailingId, claim, contracts } = await opened(current)
    const claims = { mailing, claims: [claim, claim], contracts }
    return { call: collectMail(current.wallet, claims), args: [mailingId, 1] }
  },
  MailIndexOutOfRange: async (current) => {
    const { mailing, mailingId, claim, contracts } = await opened(current)
    const claims = { mailing, claims: [{ ...claim, index: 3 }], contracts }
    return { call: collectMail(current.wallet, claims), args: [mailingId, 3, 3] }
  },
  MailProofInvalid: async (current) => {
    const { mailing, mailingId, claim, contracts } = await opened(current)
    const claims = { mailing, claims: [{ ...claim, letterHash: zeroHash }], contracts }
    return { call: collectMail(current.wallet, claims), args: [mailingId, 1] }
  },
  MailProofLengthMismatch: async (current) => {
    const { mailing, mailingId, claim, contracts } = await opened(current)
    const claims = { mailing, claims: [{ ...claim, proof: [zeroHash] }], contracts }
    return { call: collectMail(current.wallet, claims), args: [mailingId, 1, 1n, 2n] }
  },
  MailingHasExpired: async (current) => {
    const { mailing, mailingId, claim, contracts } = await opened(current)
    await moveTo(current, EXPIRES_AT)
    const claims = { mailing, claims: [claim], contracts }
    return { call: collectMail(current.wallet, claims), args: [mailingId, EXPIRES_AT] }
  },
  MailingIdUsed: async (current) => {
    const { mailingId, ...rest } = await opened(current)
    return { call: openMailing(current.sender, rest), args: [mailingId, 1] }
  },
  MailingIsEmpty: async (current) => ({
    call: openMailing(current.sender, await mailingOf(current, { count: 0 })),
    args: [],
  }),
  MailingNotExpired: async (current) => {
    const { mailingId, ...rest } = await opened(current)
    return { call: closeMailing(current.sender, rest), args: [mailingId, EXPIRES_AT] }
  },
  MailingNotPending: async (current) => {
    const { mailingId, ...rest } = await mailingOf(current)
    return { call: admitMailing(current.relay, rest), args: [mailingId, 0] }
  },
  MailingWithoutStake: async (current) => ({
    call: openMailing(current.sender, await mailingOf(current, { stake: 0n })),
    args: [],
  }),
  NotMailRecipient: async (current) => {
    const { mailing, mailingId, claim, contracts } = await opened(current)
    const claims = { mailing, claims: [claim], contracts }
    const { stranger } = current
    return {
      call: collectMail(stranger, claims),
      args: [mailingId, 1, stranger.account.address],
    }
  },
  NotMailingRelay: async (current) => {
    const { mailingId, ...rest } = await opened(current)
    const { stranger } = current
    return { call: admitMailing(stranger, rest), args: [mailingId, stranger.account.address] }
  },
  NotMailingSender: async (current) => ({
    call: openMailing(current.stranger, await mailingOf(current)),
    args: [current.sender.account.address, current.stranger.account.address],
  }),
  UriTooLong: async (current) => ({
    call: openMailing(current.sender, { ...(await mailingOf(current)), uri: 'u'.repeat(257) }),
    args: [257n, 256n],
  }),
} satisfies Cases

type ErrorName = ContractErrorName<typeof postOfficeAbi>
type Cases = { [name in ErrorName]?: (current: PostOfficeScene) => Case | Promise<Case> }

/** Each but the one whose values hold the time, which is below. */
const cases = {
  ...ledgerCases,
  ...termsCases,
  ...postingCases,
  ...stampCases,
  ...mailingCases,
} satisfies Required<Omit<Cases, NeverSeen | 'ExpiryOutOfRange'>>

describe('what the PostOffice refuses', () => {
  it.each(Object.entries(cases))('comes as %s with its values', async (name, toCase) => {
    const { call, args } = await toCase(scene())
    const refused = await refusal(call)
    expect(refused.contract).toBe('PostOffice')
    expect([refused.errorName, ...refused.args.map(inLowerCase)]).toEqual([
      name,
      ...args.map(inLowerCase),
    ])
    expect(refused.shortMessage).not.toMatch(/^The contract refused|undefined|\[object/)
  })

  it('comes as ExpiryOutOfRange with the bounds of that second', async () => {
    const { sender, contracts } = scene()
    const { timestamp } = await sender.getBlock()
    const input = { ...inputOf(scene()), expiresAt: Number(timestamp) + 3 * 86_400 - 10 }
    const { errorName, args } = await refusal(post(sender, { input, contracts }))
    expect([errorName, ...args.slice(0, 2)]).toEqual(['ExpiryOutOfRange', 0n, input.expiresAt])
    const [earliest, latest] = args.slice(2) as [bigint, bigint]
    expect(earliest).toBeGreaterThanOrEqual(timestamp + 3n * 86_400n)
    expect(latest - earliest).toBe(57n * 86_400n)
  })
})

const inLowerCase = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)
