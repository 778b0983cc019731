import type { Address, LocalAccount } from 'viem'
import { isAddress } from 'viem'
import type { Caip2 } from '../../../protocol/caip2.ts'
import { toCaip2 } from '../../../protocol/caip2.ts'
import type { ContractsOption } from '../chain/client.ts'
import { contractsOn } from '../chain/contracts.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import type { LetterAddress } from '../x402/letterHeaders.ts'
import type { Admitter } from './createAdmitter.ts'
import type { EligibleLetter } from './eligibleLetter.ts'
import { fromLetterHeaders } from './fromLetterHeaders.ts'
import type { LetterInput } from './letterInput.ts'
import type { LetterStore } from './letterStore.ts'
import { memoryLetterStore } from './memoryLetterStore.ts'
import type { JudgedPostage, VerdictSource, VerifyQuestion } from './verdictSource.ts'

/** What a relay asks of letters, beside what the chain says: as in `POST /v1/verify`. */
export type GuardPolicy = Pick<
  VerifyQuestion,
  | 'finality'
  | 'minConfirmations'
  | 'minSecondsLeft'
  | 'minCarriage'
  | 'acceptUnpaidCarriage'
  | 'policy'
>

/** What a guard has to know. */
export type GuardOptions = ContractsOption & {
  chainId: number
  /** The relay's operator address. */
  relay: Address
  /** The account that `RelayRegistry` names as the relay's signer: it signs receipts. */
  signer: LocalAccount
  source: VerdictSource
  policy?: GuardPolicy | undefined
  /** What was taken in before. In the memory of this process unless given. */
  store?: LetterStore | undefined
  /** Earns carriage. Without one, somebody else has to admit what `store.listUnadmitted` has. */
  admitter?: Admitter | undefined
  /**
   * Whether to admit on chain before a letter is taken in, as where its carriage is worth more than the wait. Never, unless given. A handler
   * that then refuses the letter has taken its carriage all the same: its sender may send it again, and it should be kept then. It needs an
   * `admitter`, one that was given `mailing`: else each letter of a mailing would be turned away.
   */
  admitFirst?: ((postage: JudgedPostage) => boolean) | undefined
  /**
   * What the relay asks of letters beside what the chain says of them, such as room for it. Asked before a letter is taken in, and before its
   * sender is told a price, so that nobody pays for what is then refused: `verdict.eligible` says which.
   *
   * @throws {GuardRefusal} What is answered instead.
   */
  checkLetter?: ((letter: Omit<EligibleLetter, 'receipt'>) => void | Promise<void>) | undefined
  /** Whether the relay itself has made sure that the letter is from `address.sender`. Never, unless given; then statements are not looked at. */
  isAuthenticated?:
    | ((input: LetterInput, address: LetterAddress) => boolean | Promise<boolean>)
    | undefined
  /** Where a letter's address stands in a request; in `letterHeaders` unless given. @throws {GuardRefusal} */
  readAddress?: ((input: LetterInput) => LetterAddress | Promise<LetterAddress>) | undefined
  /** Longest letter: 1 MiB. */
  maxLetterBytes?: number | undefined
  /** How long a letter may take to come in: 30 s. */
  maxBodySeconds?: number | undefined
  /** How long a letter waits for postage that was just posted, to be indexed or final; 15 s. */
  maxWaitSeconds?: number | undefined
  /** How many letters wait so at once, in memory; 100. Others are told to come again. */
  maxWaiting?: number | undefined
  /** Told of what kept a letter from being judged or kept, as when the API is away. */
  onError?: ((error: unknown) => void) | undefined
}

/** The options with everything filled in. */
export type GuardContext = Pick<GuardOptions, 'admitter'> & {
  [name in Exclude<keyof GuardOptions, 'admitter' | 'contracts'>]-?: NonNullable<GuardOptions[name]>
} & {
  /** CAIP-2. */
  network: Caip2
  postOffice: Address
}

/**
 * @throws {UnknownChainError} No deployment is known on `chainId`, and no `contracts` were given.
 * @throws {InvalidParameterError} An option cannot be meant.
 */
export function contextOf(options: GuardOptions): GuardContext {
  const { chainId, relay, admitter } = options
  if (!isAddress(relay, { strict: false }))
    throw new InvalidParameterError('relay', `\`relay\` is no address: ${relay}.`)
  if (options.admitFirst && !admitter)
    throw new InvalidParameterError('admitFirst', 'Give an `admitter`: `admitFirst` needs one.')
  if (options.admitFirst && admitter?.canAdmitMailings === false)
    throw new InvalidParameterError(
      'admitFirst',
      'Give `createAdmitter` a `mailing`, such as `mailingsOf(api)`: with `admitFirst` and without it no letter of a mailing could be taken in.',
    )
  return {
    ...{ chainId, network: toCaip2(chainId), relay: relay.toLowerCase() as Address, admitter },
    postOffice: (options.contracts ?? contractsOn(chainId)).PostOffice,
    signer: options.signer,
    source: options.source,
    policy: options.policy ?? {},
    store: options.store ?? memoryLetterStore(),
    admitFirst: options.admitFirst ?? (() => false),
    checkLetter: options.checkLetter ?? (() => {}),
    isAuthenticated: options.isAuthenticated ?? (() => false),
    readAddress: options.readAddress ?? (({ headers }) => fromLetterHeaders(headers)),
    maxLetterBytes: options.maxLetterBytes ?? 1 << 20,
    maxBodySeconds: options.maxBodySeconds ?? 30,
    maxWaitSeconds: options.maxWaitSeconds ?? 15,
    maxWaiting: options.maxWaiting ?? 100,
    onError: options.onError ?? (() => {}),
  }
}
