/** The life of one stamp in a page: what contracts/postoffice/Stamps.sol must do, said once more and shorter. */

export type Status = 'None' | 'Open' | 'Admitted' | 'Collected' | 'Returned' | 'Expired'
export type Action = 'post' | 'admit' | 'collect' | 'returnToSender' | 'expire'
export type Caller = 'sender' | 'wallet' | 'relay' | 'stranger'

/** Until when what is possible: posting until the window before `expiresAt`, answering until `expiresAt`. */
export type Phase = 'postable' | 'answerable' | 'over'

export type StampState = {
  status: Status
  relayMayCollect: boolean
  carriagePaid: boolean
  /** Who has what by now. */
  stakeTo?: 'payout' | 'sender' | undefined
  carriageTo?: 'relay' | 'sender' | undefined
}

/** The state afterwards, the same one where the stamp is passed over, or the name of the error. */
export type Outcome =
  | { state: StampState; error?: undefined }
  | { state?: undefined; error: string }

/** What a stamp does when `caller` calls `action`; posting is always by its sender. */
export function act(state: StampState, action: Action, caller: Caller, phase: Phase): Outcome {
  return RULES[action](state, caller, phase)
}

const RULES: Record<Action, (state: StampState, caller: Caller, phase: Phase) => Outcome> = {
  post(state, _, phase) {
    if (phase !== 'postable') return { error: 'ExpiryOutOfRange' }
    if (state.status !== 'None') return { error: 'StampIdUsed' }
    return { state: { ...state, status: 'Open' } }
  },

  admit(state, caller, phase) {
    if (caller !== 'relay') return { error: 'NotRelay' }
    if (state.carriagePaid) return { state }
    if (!isPending(state)) return { error: 'StampNotPending' }
    if (phase === 'over') return { error: 'StampHasExpired' }
    return { state: { ...state, ...CARRIED, status: 'Admitted' } }
  },

  collect(state, caller, phase) {
    if (state.status === 'Collected') return { state }
    if (!isPending(state)) return { error: 'StampNotPending' }
    if (phase === 'over') return { error: 'StampHasExpired' }
    const isAllowed = caller === 'wallet' || (caller === 'relay' && state.relayMayCollect)
    if (!isAllowed) return { error: 'NotRecipient' }
    return { state: { ...state, ...CARRIED, status: 'Collected', stakeTo: 'payout' } }
  },

  returnToSender(state, caller, phase) {
    if (state.status === 'Returned') return { state }
    if (!isPending(state)) return { error: 'StampNotPending' }
    if (phase === 'over') return { error: 'StampHasExpired' }
    if (caller !== 'wallet') return { error: 'NotRecipient' }
    return { state: { ...state, ...CARRIED, status: 'Returned', stakeTo: 'sender' } }
  },

  expire(state, _, phase) {
    if (state.status === 'Expired') return { state }
    if (!isPending(state)) return { error: 'StampNotPending' }
    if (phase !== 'over') return { error: 'StampNotExpired' }
    const carriageTo = state.carriageTo ?? 'sender'
    return { state: { ...state, status: 'Expired', stakeTo: 'sender', carriageTo } }
  },
}

const CARRIED = { carriagePaid: true, carriageTo: 'relay' } as const

function isPending({ status }: StampState): boolean {
  return status === 'Open' || status === 'Admitted'
}
