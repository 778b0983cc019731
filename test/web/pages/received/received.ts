import { pad, zeroAddress } from 'viem'
import type { Mail } from '../../../../web/src/pages/received/Mail.ts'
import type { ListedStamp, Received } from '../../../../web/src/pages/received/Received.ts'
import { ofMail, ofStamp } from '../../../../web/src/pages/received/Received.ts'

/** A stamp that waits, but for what is given. */
export function received(given: Partial<ListedStamp> = {}): Received {
  const word = pad('0x1')
  return ofStamp({
    ...{ stampId: word, sender: pad('0xa', { size: 20 }), relay: zeroAddress, token: zeroAddress },
    ...{ inboxId: word, letterHash: word, carriage: '0', stake: '1000', expiresAt: 1_000 },
    ...{ status: 'open', window: 3_600, relayMayCollect: false, carriagePaid: false },
    ...{ postedBlock: '1', postedBlockHash: word, postedAt: 10, postedTransaction: word },
    ...{ settledAt: null, canExpire: false, ...given },
  })
}

/** A letter of a mailing that waits, but for what is given. */
export function mail(given: Partial<Mail> = {}, since = 7): Received {
  const word = pad('0x1')
  const claim = { index: 0, inboxId: word, letterHash: word, proof: [] }
  return ofMail(
    {
      ...{ letterHash: word, mailingId: word, status: 'admitted', isCollected: false },
      ...{ hasList: true, claim },
      mailing: {
        ...{ sender: zeroAddress, relay: zeroAddress, token: zeroAddress, root: word },
        ...{ carriage: 0n, stake: 5n, count: 1, expiresAt: 1_000 },
      },
      ...given,
    },
    since,
  )
}
