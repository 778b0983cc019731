/** What each of our own errors about letters is called; their messages are sentences. */
export const problemTitles: Readonly<Record<string, string>> = {
  ForeignKeyError: 'The keys do not hold',
  LetterBusyError: 'It goes on in another tab',
  LetterRefusedError: 'The relay does not take it',
  NoReceiptError: 'No receipt that holds',
  OtherAccountError: 'Your wallet is at another account',
  PaymentUnsureError: 'It is not known yet whether it is paid',
  PriceChangedError: 'The price has changed',
  SignatureNeededError: 'It needs your signature',
}
