import type { Call, ChunkProgress, Contracts } from '@pennypost/sdk'
import { TransactionFailedError } from '@pennypost/sdk'
import type { Hash } from 'viem'
import { getTransactionReceipt } from 'viem/actions'
import type { Signer } from '../chain/connect.ts'
import type { Mined, PreviewStage, Report, Step } from '../plan/step.ts'
import { reportingSigner } from './reportingSigner.ts'

export type FlowStepParameters<item> = {
  label: string
  items: readonly item[]
  /** Does it with all of them, leaving out those that are done already. */
  send(
    signer: Signer,
    items: readonly item[],
    options: { contracts: Contracts; onProgress: (progress: ChunkProgress) => void },
  ): Promise<unknown>
  /** The call that does it with all of them, and its gas. */
  preview(stage: PreviewStage): { call: Call; estimateGas: () => Promise<bigint> }
  /** Which of them an error is about, if it is not to keep the others: told to whoever acts, then left out. */
  isAbout(error: unknown, item: item): boolean
  onLeftOut(item: item, error: unknown): void
}

/** How often what was refused although it was fine a moment before is tried. */
const mostAttempts = 3

/**
 * A step of one flow of the SDK over a list. What is refused by the contract for one of them alone, as it was answered or ended
 * meanwhile, does not keep the others.
 */
export function flowStep<item>(parameters: FlowStepParameters<item>): Step {
  const { label, items, send, isAbout, onLeftOut } = parameters
  return {
    label,
    async run({ signer, contracts, report }) {
      const told = teller(signer, label, report)
      const client = reportingSigner(signer, (hash) => report.sent(label, hash))
      const onProgress = ({ hash }: ChunkProgress) => told.add(hash)
      let left = items
      for (let attempt = 1; left.length > 0; ) {
        try {
          await send(client, left, { contracts, onProgress })
          break
        } catch (error) {
          const culprit = left.find((item) => isAbout(error, item))
          if (culprit) {
            onLeftOut(culprit, error)
            left = left.filter((item) => item !== culprit)
          } else if (isPassing(error) && attempt < mostAttempts) attempt += 1
          else throw error
        }
      }
      return { transactions: await told.all(), returned: undefined }
    },
    preview: (stage) => Promise.resolve([{ kind: 'call', label, ...parameters.preview(stage) }]),
  }
}

/** Between trying and mining one of them was answered or ended: tried again, the contract says which. */
function isPassing(error: unknown): boolean {
  return error instanceof TransactionFailedError && error.reason === 'reverted'
}

/** Tells of transactions that are mined, and keeps their receipts. */
function teller(signer: Signer, label: string, report: Report) {
  const asked: Promise<Mined>[] = []
  return {
    add(hash: Hash): void {
      const ask = async () => {
        const receipt = await getTransactionReceipt(signer, { hash })
        report.mined(label, receipt)
        return { label, receipt }
      }
      const one = ask()
      // It is waited for at the end, which may be never.
      one.catch(() => {})
      asked.push(one)
    },
    all: () => Promise.all(asked),
  }
}
