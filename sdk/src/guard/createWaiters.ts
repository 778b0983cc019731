import type { Hex } from 'viem'
import type { Unadmitted } from './unadmitted.ts'
import { postageIdOf } from './unadmitted.ts'

type Waiter = {
  postage: Unadmitted
  admitted: Promise<Hex>
  resolve: (hash: Hex) => void
  reject: (error: unknown) => void
}

/** Who waits for postage to be admitted; several letters of one mailing wait together. */
export type Waiters = {
  add(postage: Unadmitted): Promise<Hex>
  list(): Unadmitted[]
  resolve(postageId: Hex, hash: Hex): void
  reject(postageId: Hex, error: unknown): void
  rejectAll(error: unknown): void
}

export function createWaiters(): Waiters {
  const waiters = new Map<Hex, Waiter>()

  function take(postageId: Hex): Waiter | undefined {
    const waiter = waiters.get(postageId)
    waiters.delete(postageId)
    return waiter
  }

  return {
    add(postage) {
      const id = postageIdOf(postage)
      const known = waiters.get(id)
      if (known) return known.admitted
      const waiter: Partial<Waiter> & { postage: Unadmitted } = { postage }
      waiter.admitted = new Promise<Hex>((resolve, reject) => {
        Object.assign(waiter, { resolve, reject })
      })
      waiters.set(id, waiter as Waiter)
      return waiter.admitted
    },
    list: () => [...waiters.values()].map(({ postage }) => postage),
    resolve: (postageId, hash) => take(postageId)?.resolve(hash),
    reject: (postageId, error) => take(postageId)?.reject(error),
    rejectAll(error) {
      for (const id of [...waiters.keys()]) take(id)?.reject(error)
    },
  }
}
