import type { Address } from 'viem'

/** How things stand with one relay that letters are read from. */
export type RelayConnection = {
  url: string
  relay?: Address | undefined
  /**
   * `locked`: nothing here can sign for the inbox, or the relay refused who signed, so a wallet has to. `open`: letters come as they arrive. `broken`: the connection is gone and is tried again.
   * `failed`: it is not tried again by itself.
   */
  state: 'connecting' | 'locked' | 'open' | 'broken' | 'failed'
  /** A sentence, where something is wrong. */
  problem?: string | undefined
}
