import type { Call, ChunkProgress, Contracts } from '@pennypost/sdk'
import { TransactionFailedError } from '@pennypost/sdk'
import type { Signer } from '../chain/connect.ts'
import { createReceipts } from '../plan/createReceipts.ts'
import type { PreviewStage, Step } from '../plan/step.ts'
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
      const receipts = createReceipts({ signer, report })
      const client = reportingSigner(signer, (hash) => report.sent(label, hash))
      const onProgress = ({ hash }: ChunkProgress) => receipts.add(label, hash)
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
      return { transactions: await receipts.all(), returned: undefined }
    },
    preview: (stage) => Promise.resolve([{ kind: 'call', label, ...parameters.preview(stage) }]),
  }
}

/** Between trying and mining one of them was answered or ended: tried again, the contract says which. */
function isPassing(error: unknown): boolean {
  return error instanceof TransactionFailedError && error.reason === 'reverted'
}
