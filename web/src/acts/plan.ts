type Actions = typeof import('./actions.ts')

/** An action of the SDK, or of this site, by its name: what it does is only fetched when something is sent. */
export type ActionName = keyof Actions

/** Something that the chain is asked for, to be sent by itself or in a batch. */
export type PlannedCall = {
  /** What it does, as a step: `Set the door`. */
  label: string
  action: ActionName
  /** Those of the action. */
  parameters: object
}

/**
 * Plans an action.
 *
 * @param label - What it does, in the words of a button: `Set the door`.
 *
 * @example
 * const call = plan('Set the door', 'setDoor', { inboxId, door: 'postage' })
 */
export function plan<const name extends ActionName>(
  label: string,
  action: name,
  parameters: Parameters<Actions[name]['call']>[1] & object,
): PlannedCall {
  return { label, action, parameters }
}
