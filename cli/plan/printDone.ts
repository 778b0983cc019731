import { formatEther } from 'viem'
import type { Context } from '../context.ts'
import type { Plan } from '../plan.ts'
import { fields, table } from '../print/tables.ts'
import type { Done, Mined } from './step.ts'

/** Prints what came of a plan. */
export async function printDone(
  context: Context,
  plan: Plan,
  done: readonly Done[],
): Promise<void> {
  const { caip2, nativeSymbol = 'native' } = await context.chain()
  const { style } = context.output
  const transactions = done.flatMap((one) => one.transactions)
  const facts = typeof plan.facts === 'function' ? plan.facts(done) : plan.facts
  const account = await context.address()
  const document = { ...facts, account, chain: caip2, transactions: transactions.map(toJson) }
  context.output.result(document, () => {
    const costs = (mined: Mined) =>
      `${gasText(mined)} (${formatEther(costOf(mined))} ${nativeSymbol})`
    const [only, ...more] = transactions
    const single: [string, string][] =
      only && more.length === 0
        ? [
            ['Transaction', only.receipt.transactionHash],
            ['Block', `${only.receipt.blockNumber}`],
            ['Gas', costs(only)],
          ]
        : []
    const rows = transactions.map((mined) => [
      ...[mined.label, mined.receipt.transactionHash],
      ...[mined.receipt.blockNumber, costs(mined)],
    ])
    const parts = [
      `${style.green('✓')} ${style.bold(plan.title)}`,
      fields(style, [...(plan.outcome?.(done) ?? plan.details ?? []), ...single]),
      ...(more.length > 0 ? ['', table(style, ['Step', 'Transaction', 'Block', 'Gas'], rows)] : []),
    ]
    return parts.filter((part, index) => part !== '' || index === 2).join('\n')
  })
}

function toJson(mined: Mined) {
  const { label, receipt } = mined
  const { transactionHash: hash, blockNumber, blockHash, gasUsed, effectiveGasPrice } = receipt
  return { label, hash, blockNumber, blockHash, gasUsed, effectiveGasPrice, cost: costOf(mined) }
}

function costOf({ receipt: { gasUsed, effectiveGasPrice } }: Mined): bigint {
  return gasUsed * effectiveGasPrice
}

function gasText({ receipt: { gasUsed } }: Mined): string {
  return gasUsed.toLocaleString('en')
}
