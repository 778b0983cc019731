import type { Address, Hex } from 'viem'
import { pad, zeroAddress, zeroHash } from 'viem'
import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import { keyIdOf } from '../../../protocol/ids.ts'
import { isWalletOf, recoveryOf, walletsOf } from './inboxes.ts'
import type { KeyInput } from './keys.ts'
import { KEY_STATUSES, keyCount, keyStatus } from './keys.ts'
import { balanceOf, idOf } from './ledger.ts'
import { mailingId, mailingOf } from './mailings.ts'
import { guardianOf, pendingTransfer } from './recovery.ts'
import { nonceOf } from './signed.ts'
import { stampId, stampOf } from './stamps.ts'
import type { Setup, State } from './state.ts'
import { at, MAILING_STATUSES, STAMP_STATUSES } from './state.ts'
import { consentOf, doorOf, payoutOf, termsOf } from './terms.ts'
import type { Contract } from './world.ts'

/** Whom and what to look at. */
export type Scope = {
  accounts: readonly Address[]
  tokens: readonly Address[]
  inboxIds: readonly Hex[]
  keys: readonly KeyInput[]
  subjects: readonly Hex[]
  stamps: readonly Stamp[]
  mailings: readonly Mailing[]
}

/** A view of a contract, and what it must return at that time. */
export type View = { contract: Contract; name: string; args: readonly unknown[]; expected: unknown }

/** Everything that the contracts show of their state at `now`, Unix seconds. */
export function viewsOf(setup: Setup, state: State, now: number, scope: Scope): View[] {
  return [
    ...registryViews(state, now, scope),
    ...ledgerViews(state, scope),
    ...termsViews(state, scope),
    ...postageViews(setup, state, scope),
  ]
}

function registryViews(state: State, now: number, { accounts, inboxIds, keys }: Scope): View[] {
  const { registry } = state
  const view = viewer('registry')
  return [
    ...accounts.flatMap((account) => [
      view('nonces', [account], nonceOf(state, 'registry', account)),
      view('inboxOf', [account], registry.inboxOf.get(account) ?? zeroHash),
    ]),
    ...inboxIds.flatMap((inboxId) => {
      const inbox = registry.inboxes.get(inboxId)
      const recovery = recoveryOf(state, inboxId) ?? zeroAddress
      const { current, coming } = guardianOf(state, now, inboxId)
      const transfer = pendingTransfer(state, now, inboxId)
      return [
        view('inbox', [inboxId], {
          recovery,
          keyEpoch: inbox?.keyEpoch ?? 0,
          keyCount: keyCount(state, inboxId),
          walletCount: inbox ? walletsOf(state, inboxId).length : 0,
          registeredAt: inbox?.registeredAt ?? 0,
        }),
        view('recoveryOf', [inboxId], recovery),
        view(
          'guardianOf',
          [inboxId],
          [current, ...(coming ? [coming.guardian, coming.from] : [zeroAddress, 0])],
        ),
        view(
          'recoveryTransferOf',
          [inboxId],
          [
            transfer?.to ?? zeroAddress,
            transfer?.startedBy ?? zeroAddress,
            transfer?.startedAt ?? 0,
          ],
        ),
        ...accounts.flatMap((account) => {
          const isWallet = isWalletOf(state, inboxId, account)
          return [
            view('isWalletOf', [inboxId, account], isWallet),
            view('authority', [inboxId, account], [isWallet, recovery]),
          ]
        }),
        ...keys.flatMap(({ kind, publicKey }) => {
          const keyId = keyIdOf(kind, publicKey)
          const status = keyStatus(state, now, inboxId, keyId)
          return [
            view('keyStatus', [inboxId, keyId], KEY_STATUSES.indexOf(status)),
            view('isActiveKey', [inboxId, keyId], status === 'Active'),
          ]
        }),
      ]
    }),
  ]
}

function ledgerViews(state: State, { accounts, tokens }: Scope): View[] {
  const { allowances, operators } = state.office
  const view = viewer('office')
  return accounts.flatMap((owner) => [
    view('nonces', [owner], nonceOf(state, 'office', owner)),
    ...tokens.map((token) =>
      view('balanceOf', [owner, idOf(token)], balanceOf(state, owner, token)),
    ),
    ...accounts.flatMap((spender) => [
      view('isOperator', [owner, spender], operators.has(at(owner, spender))),
      ...tokens.map((token) => {
        const allowed = allowances.get(at(owner, spender, token)) ?? 0n
        return view('allowance', [owner, spender, idOf(token)], allowed)
      }),
    ]),
  ])
}

function termsViews(state: State, { accounts, tokens, inboxIds, subjects }: Scope): View[] {
  const view = viewer('office')
  return inboxIds.flatMap((inboxId) => {
    const { door, setAt } = doorOf(state, inboxId)
    return [
      view('doorOf', [inboxId], [door, setAt]),
      view('payoutOf', [inboxId], payoutOf(state, inboxId)),
      ...subjects.map((subject) => {
        const { consent, setAt } = consentOf(state, inboxId, subject)
        return view('consentOf', [inboxId, subject], [consent, setAt])
      }),
      ...tokens.flatMap((token) => {
        const { stake, window, relayMayCollect, setAt } = termsOf(state, inboxId, token)
        return [
          view('terms', [inboxId, token], [stake, window, relayMayCollect, setAt]),
          ...accounts.map((sender) => {
            const { consent } = consentOf(state, inboxId, pad(sender).toLowerCase() as Hex)
            return view('quote', [inboxId, token, sender], [stake, window, door, consent])
          }),
        ]
      }),
    ]
  })
}

function postageViews(setup: Setup, state: State, { stamps, mailings }: Scope): View[] {
  const view = viewer('office')
  return [
    ...stamps.flatMap((stamp) => {
      const id = stampId(setup, stamp)
      const { status, relayMayCollect, carriagePaid, postedAt, settledAt } = stampOf(state, id)
      const word = [STAMP_STATUSES.indexOf(status), relayMayCollect, carriagePaid]
      return [
        view('stampId', [stamp], id),
        view('stampStatus', [id], [...word, postedAt, settledAt]),
      ]
    }),
    ...mailings.flatMap((mailing) => {
      const id = mailingId(setup, mailing)
      const { status, collected, openedAt, closedAt } = mailingOf(state, id)
      const word = [MAILING_STATUSES.indexOf(status), collected.size, openedAt, closedAt]
      return [
        view('mailingId', [mailing], id),
        view('mailing', [id], word),
        ...indexesOf(mailing).map((index) =>
          view('isMailCollected', [id, index], collected.has(index)),
        ),
      ]
    }),
  ]
}

/** All of a small mailing, and of a large one those beside the borders of its words; one beyond the last. */
function indexesOf({ count }: Mailing): number[] {
  const borders = [0, 1, 2, 3, 4, 254, 255, 256, 257, count - 1, count]
  return [...new Set(borders)].filter((index) => index >= 0 && index <= count)
}

function viewer(contract: Contract) {
  return (name: string, args: readonly unknown[], expected: unknown): View => ({
    contract,
    name,
    args,
    expected,
  })
}
