import { answering } from './answering.ts'
import { identity } from './identity.ts'
import { mailings } from './mailings.ts'
import { money } from './money.ts'
import type { Operation } from './operation.ts'
import { posting } from './posting.ts'
import { recovery } from './recovery.ts'
import { relays } from './relays.ts'
import { signedDeposits } from './signedDeposits.ts'
import { terms } from './terms.ts'

/** Every state-changing function of the contracts, batches in several sizes. */
export const operations: Operation[] = [
  ...money,
  ...signedDeposits,
  ...terms,
  ...posting,
  ...answering,
  ...mailings,
  ...identity,
  ...recovery,
  ...relays,
]
