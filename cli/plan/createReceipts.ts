import type { Hash } from 'viem'
import { getTransactionReceipt } from 'viem/actions'
import type { Mined, Stage } from './step.ts'

/** Receipts of the transactions that a flow of the SDK says are mined. */
export type Receipts = {
  /** Asks for a receipt, and reports it once it is there. */
  add(label: string, hash: Hash): void
  /** In the order in which they were added. @throws What asking for one of them threw. */
  all(): Promise<readonly Mined[]>
}

/** Asks for receipts while the flow goes on, which waits for nobody. */
export function createReceipts({ signer, report }: Pick<Stage, 'signer' | 'report'>): Receipts {
  const asked: Promise<Mined>[] = []
  return {
    add(label, hash) {
      const ask = async () => {
        const receipt = await getTransactionReceipt(signer, { hash })
        report.mined(label, receipt)
        return { label, receipt }
      }
      const one = ask()
      // They are waited for at the end, and never if the flow fails before: that is what is told then.
      one.catch(() => {})
      asked.push(one)
    },
    all: () => Promise.all(asked),
  }
}
