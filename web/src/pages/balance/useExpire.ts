import type { Stamp } from '@pennypost/sdk'
import { useState } from 'react'
import type { Act } from '../../acts/Act.ts'
import { useAct } from '../../acts/useAct.ts'
import type { OwnStamp } from './escrowOf.ts'

/** Takes the postage of stamps back that nobody answered in time, however many. */
export function useExpire(
  stamps: readonly OwnStamp[],
  done: string,
): Act & { progress: { done: number; total: number } | undefined } {
  const [progress, setProgress] = useState<{ done: number; total: number }>()
  const act = useAct({
    async run({ client, chain, step }) {
      setProgress({ done: 0, total: stamps.length })
      const { expireAll } = await import('../../acts/flows.ts')
      step(stamps.length === 1 ? 'Take the postage back' : `Take back ${stamps.length} postages`)
      await expireAll(client, {
        ...{ stamps: stamps.map(stampOf), contracts: chain.contracts },
        onProgress: ({ done, total }) => setProgress({ done, total }),
      })
    },
    done,
  })
  return { ...act, progress: act.isBusy ? progress : undefined }
}

function stampOf(wire: OwnStamp): Stamp {
  const { sender, relay, token, inboxId, letterHash, expiresAt } = wire
  return {
    ...{ sender, relay, token, inboxId, letterHash, expiresAt },
    ...{ carriage: BigInt(wire.carriage), stake: BigInt(wire.stake) },
  }
}
