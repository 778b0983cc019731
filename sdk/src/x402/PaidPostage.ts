import type { Hex } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'

/** A stamp that was paid, with the hash of the transaction. */
export type PaidPostage = { stampId: Hex; stamp: Stamp; hash: Hex }
