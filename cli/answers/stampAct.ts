import type { AdmitParameters, StampStatus, WriteAction } from '@pennypost/sdk'
import {
  admit,
  admitAll,
  collect,
  collectAll,
  expire,
  expireAll,
  returnAll,
  returnToSender,
} from '@pennypost/sdk'

type StampActWays = {
  /** As an order. */
  verb: string
  /** What a stamp is afterwards. */
  outcome: StampStatus
  action: WriteAction<AdmitParameters>
  flow: typeof collectAll
}

/** What can be done about posted stamps, many at once, each in any number of transactions. */
export const stampActs = {
  collect: { verb: 'Collect', outcome: 'collected', action: collect, flow: collectAll },
  return: { verb: 'Return', outcome: 'returned', action: returnToSender, flow: returnAll },
  expire: { verb: 'Expire', outcome: 'expired', action: expire, flow: expireAll },
  admit: { verb: 'Admit', outcome: 'admitted', action: admit, flow: admitAll },
} as const satisfies Record<string, StampActWays>

export type StampAct = keyof typeof stampActs

/** `1 stamp`, `12 letters`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
