import { PennypostError } from './PennypostError.ts'

/** Thrown when asking for a chain that this version of the package has no addresses for. */
export class UnknownChainError extends PennypostError {
  readonly chainId: number
  /** Ids of the chains that this version knows. */
  readonly known: readonly number[]

  constructor(chainId: number, known: readonly number[]) {
    super(
      `No Pennypost deployment on chain ${chainId}. Known: ${known.join(', ') || 'none'}. Give \`contracts\` if you trust others.`,
    )
    this.name = 'UnknownChainError'
    this.chainId = chainId
    this.known = known
  }
}
