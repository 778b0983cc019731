import type { Address, TransactionReceipt } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import type { PennypostClient } from '../chain/client.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { tokenAllowance } from '../tokens/tokenAllowance.ts'
import { checkTokenBalance } from '../tokens/tokenBalance.ts'
import type { FlowOptions } from './flowOptions.ts'
import { flowOf, tokenRoles } from './flowOptions.ts'
import type { FundJob } from './fundingWays.ts'
import { fundingWays, goodPermit, sendWithPermit } from './fundingWays.ts'
import type { Step, StepOption } from './step.ts'

/** How money gets into the PostOffice. */
export type FundVia = keyof typeof fundingWays

export type FundParameters = FlowOptions &
  StepOption & {
    /** 0x0…0 is the native token. */
    token: Address
    /** In the token's smallest unit. */
    amount: bigint
    /** Whose balance in the PostOffice rises; the account's unless given. */
    to?: Address | undefined
    /**
     * The way to take, come what may. `native`: sent along, of the native token the only one; `allowance`: there is one already; `permit`: by
     * ERC-2612; `authorization`: by ERC-3009; `approval`: by a transaction before.
     */
    via?: FundVia | undefined
  }

/** What was paid in, and how. */
export type FundReturnType = {
  /** The way that was taken. */
  via: FundVia
  /** What was done, in order. */
  steps: readonly Step[]
  /** Of the deposit. */
  receipt: TransactionReceipt
}

/**
 * Pays money into the PostOffice and waits until it is there, in as few transactions as token and account allow: by an allowance that is
 * there already, else by a permit where the token takes one and the account can sign it, else by approving exactly `amount` first.
 *
 * @throws {InvalidParameterError} `via` is no way for this token.
 * @throws {TokenBalanceTooLowError} The account has less; nothing was signed or sent.
 * @throws {AllowanceTooLowError} Less was approved than was asked, or than `via: 'allowance'` takes for granted.
 * @throws {TokenSignatureUnsupportedError} The token takes no such signature as `via` wants.
 * @throws {ContractRefusalError} What `deposit` is refused with.
 * @throws {TransactionFailedError} A transaction was refused after all, or replaced.
 * @throws What viem throws. Where `mayBeSent` is true of it, the transaction of the last step may have gone out.
 *
 * @example
 * const { via, receipt } = await fund(client, { token: usdc, amount: 5_000_000n })
 */
export async function fund(
  client: PennypostClient,
  parameters: FundParameters,
): Promise<FundReturnType> {
  const { token, amount, via, onStep } = parameters
  checkVia(token, via)
  const flow = await flowOf(client, parameters)
  const owner = flow.account.address
  if (!isNative(token)) await checkTokenBalance(client, { token, owner, needed: amount })

  const steps: Step[] = []
  const job: FundJob = {
    flow,
    deposit: { token, to: parameters.to ?? owner, amount },
    onStep: (step) => {
      if (step.state === 'done') steps.push(step)
      onStep?.(step)
    },
  }
  const taken = via
    ? { via, receipt: await fundingWays[via](client, job) }
    : await takeBestWay(client, job)
  return { ...taken, steps }
}

async function takeBestWay(
  client: PennypostClient,
  job: FundJob,
): Promise<Omit<FundReturnType, 'steps'>> {
  const { token, amount } = job.deposit
  if (isNative(token)) return { via: 'native', receipt: await fundingWays.native(client, job) }
  const allowance = await tokenAllowance(client, { token, ...tokenRoles(job.flow) })
  if (allowance >= amount)
    return { via: 'allowance', receipt: await fundingWays.allowance(client, job) }
  const permit = await goodPermit(client, job)
  if (permit) return { via: 'permit', receipt: await sendWithPermit(client, job, permit) }
  return { via: 'approval', receipt: await fundingWays.approval(client, job) }
}

function isNative(token: Address): boolean {
  return isAddressEqual(token, zeroAddress)
}

function checkVia(token: Address, via: FundVia | undefined): void {
  if (via !== undefined && !Object.hasOwn(fundingWays, via))
    throw new InvalidParameterError(
      'via',
      `\`via\` is one of ${Object.keys(fundingWays).join(', ')}, not ${via}.`,
    )
  if (via !== undefined && isNative(token) !== (via === 'native'))
    throw new InvalidParameterError(
      'via',
      `\`via: '${via}'\` is no way to pay in ${isNative(token) ? 'the native token' : `token ${token}`}.`,
    )
}
