import type { Contracts } from '@pennypost/sdk'
import type { Act } from '../../acts/Act.ts'
import type { PlannedCall } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'

/** An act that sends calls and does nothing else. */
export function useSending({
  calls,
  done,
  onDone,
}: {
  /** Made when it starts, of what is on the page then. */
  calls(contracts: Contracts): readonly PlannedCall[] | Promise<readonly PlannedCall[]>
  /** What is said when it is done. */
  done: string
  onDone?: (() => void) | undefined
}): Act {
  return useAct({
    async run({ send, chain }) {
      await send(await calls(chain.contracts))
    },
    done,
    onDone: () => onDone?.(),
  })
}
