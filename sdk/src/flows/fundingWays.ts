import type { TransactionReceipt } from 'viem'
import { getCode } from 'viem/actions'
import type { DepositParameters } from '../actions/deposit.ts'
import { deposit } from '../actions/deposit.ts'
import { depositWithAuthorization } from '../actions/depositWithAuthorization.ts'
import type { DepositWithPermitParameters } from '../actions/depositWithPermit.ts'
import { depositWithPermit } from '../actions/depositWithPermit.ts'
import { signDepositAuthorization } from '../actions/signDepositAuthorization.ts'
import { signPermit } from '../actions/signPermit.ts'
import type { PennypostClient } from '../chain/client.ts'
import { isOutage } from '../chain/isOutage.ts'
import { AllowanceTooLowError } from '../errors/AllowanceTooLowError.ts'
import { TokenSignatureUnsupportedError } from '../errors/TokenSignatureUnsupportedError.ts'
import { permitOf } from '../tokens/permitOf.ts'
import { tokenAllowance } from '../tokens/tokenAllowance.ts'
import { checkBeforeApproval, isOwnRefusal } from './checkBeforeApproval.ts'
import { ensureAllowance } from './ensureAllowance.ts'
import type { Flow } from './flowOptions.ts'
import { tokenRoles } from './flowOptions.ts'
import type { StepOption } from './step.ts'
import { sendStep, signStep } from './step.ts'

/** What is to be paid in, and by whom. */
export type FundJob = StepOption & { flow: Flow; deposit: DepositParameters }

type Way = (client: PennypostClient, job: FundJob) => Promise<TransactionReceipt>

/** A delegation of ERC-7702, whose account still signs as itself, begins so. */
const DELEGATION = '0xef0100'

const viaDeposit: Way = async (client, { flow, deposit: parameters, onStep }) => {
  const { receipt } = await sendStep(client, { name: 'deposit', onStep }, async () => ({
    hash: await deposit(client, { ...flow, ...parameters }),
  }))
  return receipt
}

const viaAllowance: Way = async (client, job) => {
  const { token, amount: needed } = job.deposit
  const roles = tokenRoles(job.flow)
  const allowance = await tokenAllowance(client, { token, ...roles })
  if (allowance < needed)
    throw new AllowanceTooLowError({ token, owner: roles.owner, allowance, needed })
  return await viaDeposit(client, job)
}

const viaPermit: Way = async (client, job) => {
  const { flow, deposit: parameters, onStep } = job
  const permit = await signStep({ name: 'signPermit', onStep }, () =>
    signPermit(client, { ...flow, ...parameters }),
  )
  return await sendWithPermit(client, job, permit)
}

const viaAuthorization: Way = async (client, { flow, deposit: parameters, onStep }) => {
  const authorization = await signStep({ name: 'signAuthorization', onStep }, () =>
    signDepositAuthorization(client, { ...flow, ...parameters }),
  )
  const { receipt } = await sendStep(client, { name: 'deposit', onStep }, async () => ({
    hash: await depositWithAuthorization(client, { ...flow, ...authorization }),
  }))
  return receipt
}

const viaApproval: Way = async (client, job) => {
  const { flow, deposit: parameters, onStep } = job
  await checkBeforeApproval(() => deposit.simulate(client, { ...flow, ...parameters }))
  await ensureAllowance(client, { ...flow, ...parameters, onStep })
  return await viaDeposit(client, job)
}

/** The ways to pay money into the PostOffice, each to its end: the receipt of the deposit. */
export const fundingWays = {
  native: viaDeposit,
  allowance: viaAllowance,
  permit: viaPermit,
  authorization: viaAuthorization,
  approval: viaApproval,
} as const satisfies Record<string, Way>

/** Pays in with a permit that was signed. */
export async function sendWithPermit(
  client: PennypostClient,
  { flow, onStep }: FundJob,
  permit: DepositWithPermitParameters,
): Promise<TransactionReceipt> {
  const { receipt } = await sendStep(client, { name: 'deposit', onStep }, async () => ({
    hash: await depositWithPermit(client, { ...flow, ...permit }),
  }))
  return receipt
}

/**
 * A permit that was tried and found good; undefined where token or account cannot do that. Nothing is sent, so that another way can be
 * taken.
 *
 * @throws {ContractRefusalError} The PostOffice itself would refuse.
 */
export async function goodPermit(
  client: PennypostClient,
  { flow, deposit: parameters, onStep }: FundJob,
): Promise<DepositWithPermitParameters | undefined> {
  if (!(await mayPermit(client, flow, parameters))) return undefined
  onStep?.({ name: 'signPermit', state: 'asking' })
  const permit = await unlessUnable(() => signPermit(client, { ...flow, ...parameters }))
  if (!permit) return undefined
  onStep?.({ name: 'signPermit', state: 'done' })
  return await unlessUnable(async () => {
    await depositWithPermit.simulate(client, { ...flow, ...permit })
    return permit
  })
}

/** Undefined where token or account cannot do it. What the caller's `onStep` throws does not belong in here. */
async function unlessUnable<done>(attempt: () => Promise<done>): Promise<done | undefined> {
  try {
    return await attempt()
  } catch (error) {
    if (isOutage(error) || isOwnRefusal(error)) throw error
    return undefined
  }
}

/** Whether it is worth asking: no contract can sign a permit, and not every token takes one. */
async function mayPermit(
  client: PennypostClient,
  flow: Flow,
  { token }: DepositParameters,
): Promise<boolean> {
  const owner = flow.account.address
  const code = await getCode(client, { address: owner })
  if (code && !code.startsWith(DELEGATION)) return false
  try {
    await permitOf(client, { token, owner })
    return true
  } catch (error) {
    if (error instanceof TokenSignatureUnsupportedError) return false
    throw error
  }
}
