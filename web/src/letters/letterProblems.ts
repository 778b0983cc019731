import type { Address, Hash } from 'viem'
import { noReceiptSentence } from './noReceiptSentence.ts'
import type { LetterDelivery } from './OwnLetter.ts'

/** Another tab is sending the very letter. */
export class LetterBusyError extends Error {
  override readonly name = 'LetterBusyError'

  constructor() {
    super('Another tab of this browser is sending this letter. It goes on there.')
  }
}

/** The wallet was asked for the stamp before, and the chain does not have it yet: nobody knows whether it comes. */
export class PaymentUnsureError extends Error {
  override readonly name = 'PaymentUnsureError'
  /** Of a transaction that the wallet named for it, and that did not post it. */
  readonly strayHash: Hash | undefined

  constructor(
    sentence = 'It is not known yet whether this letter is paid for.',
    options?: ErrorOptions & { strayHash?: Hash | undefined },
  ) {
    super(sentence, options)
    this.strayHash = options?.strayHash
  }
}

/** The relay took a letter that is paid for, and gave no receipt that is known to hold. */
export class NoReceiptError extends Error {
  override readonly name = 'NoReceiptError'

  constructor(receipt: LetterDelivery['receipt']) {
    super(noReceiptSentence(receipt))
  }
}

/** The letter has to be signed, anew or for the first time, and nobody is there who asked for it. */
export class SignatureNeededError extends Error {
  override readonly name = 'SignatureNeededError'

  constructor() {
    super(
      'Your wallet has to sign this letter before it goes on. Choose “Send it”, and it asks you.',
    )
  }
}

/** The relay asks for something else than what was shown. Nothing was paid. */
export class PriceChangedError extends Error {
  override readonly name = 'PriceChangedError'
}

/** The wallet is at another account than the one that the letter is of. */
export class OtherAccountError extends Error {
  override readonly name = 'OtherAccountError'
  readonly account: Address

  constructor(account: Address) {
    super(`This letter is of ${account}. Choose that account in your wallet to go on with it.`)
    this.account = account
  }
}

/** A relay does not take the letter; `message` is a sentence, `mayPass` whether it may when it comes again. */
export class LetterRefusedError extends Error {
  override readonly name = 'LetterRefusedError'
  readonly mayPass: boolean

  constructor(sentence: string, { mayPass, cause }: { mayPass: boolean; cause?: unknown }) {
    super(sentence, { cause })
    this.mayPass = mayPass
  }
}
