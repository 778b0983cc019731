import type { Address, Hex, TypedDataDefinition } from 'viem'
import { getGasPrice } from 'viem/actions'
import type { Context } from '../context.ts'
import type { Explanation } from '../errors/explain.ts'
import { explain } from '../errors/explain.ts'
import { exitCodes } from '../exitCodes.ts'
import type { Plan } from '../plan.ts'
import type { DecodedCall } from './decodeCall.ts'
import { decodeCall } from './decodeCall.ts'
import { dryRunText } from './dryRunText.ts'
import type { Previewed, PreviewStage } from './step.ts'

/** A transaction that would be sent. */
export type DryCall = DecodedCall & {
  kind: 'transaction'
  label: string
  to: Address
  /** In wei. */
  value: bigint
  data: Hex
  /** Null: it turns on what comes before it. */
  gas: bigint | null
  /** Of the gas at the present price, in wei. */
  cost: bigint | null
  /** With what it is refused as long as nothing before it is done, which may change that; null: with nothing, or with what an approval mends. */
  refusedNow: Pick<Explanation, 'name' | 'message'> | null
}

/** Something that would be signed. */
export type DrySignature = { kind: 'signature'; label: string; typedData: TypedDataDefinition }

export type DryRun = {
  dryRun: true
  title: string
  account: Address
  chain: string
  steps: readonly (DryCall | DrySignature)[]
  /** In wei. */
  gasPrice: bigint
  /** Of all transactions; null where that of one is not known. */
  gas: bigint | null
  cost: bigint | null
}

/** What lacks an allowance is refused with. */
const ofToken = new Set(['TokenRefusalError', 'SafeERC20FailedOperation'])

/**
 * Shows what a plan would sign and send, and what its gas costs at the present price.
 *
 * @throws What the first call would be refused with. What later ones are refused with may turn on those before them, and is only shown.
 */
export async function dryRun(context: Context, { title, steps, details }: Plan): Promise<void> {
  const chain = await context.chain()
  const account = await context.address()
  const { client, contracts } = chain
  const stage = { client, account, contracts }
  const gasPrice = await getGasPrice(client)
  const shown: DryRun['steps'][number][] = []
  for (const step of steps) {
    for (const previewed of await step.preview(stage)) {
      shown.push(await shownOf(previewed, stage, { gasPrice, isFirst: shown.length === 0 }))
    }
  }
  const calls = shown.filter((one) => one.kind === 'transaction')
  const gas = sum(calls.map((call) => call.gas))
  const cost = gas === null ? null : gas * gasPrice
  const document: DryRun = {
    ...{ dryRun: true, title, account, chain: chain.caip2 },
    ...{ steps: shown, gasPrice, gas, cost },
  }
  context.output.result(document, () => dryRunText(context.output.style, chain, document, details))
}

async function shownOf(
  previewed: Previewed,
  { contracts }: PreviewStage,
  { gasPrice, isFirst }: { gasPrice: bigint; isFirst: boolean },
): Promise<DryCall | DrySignature> {
  if (previewed.kind === 'signature') return previewed
  const { label, call, estimateGas } = previewed
  const tried = isFirst ? { gas: await estimateGas(), refusedNow: null } : await tryNow(estimateGas)
  const cost = tried.gas === null ? null : tried.gas * gasPrice
  return { kind: 'transaction', label, ...decodeCall(call, contracts), ...call, ...tried, cost }
}

async function tryNow(
  estimateGas: () => Promise<bigint>,
): Promise<Pick<DryCall, 'gas' | 'refusedNow'>> {
  try {
    return { gas: await estimateGas(), refusedNow: null }
  } catch (error) {
    const { exitCode, name, message } = explain(error)
    if (exitCode !== exitCodes.refused) throw error
    return { gas: null, refusedNow: ofToken.has(name) ? null : { name, message } }
  }
}

function sum(amounts: readonly (bigint | null)[]): bigint | null {
  return amounts.reduce<bigint | null>(
    (total, one) => (total === null || one === null ? null : total + one),
    0n,
  )
}
