import * as actions from './actions/index.ts'
import type { PennypostClient } from './chain/client.ts'

// biome-ignore lint/suspicious/noExplicitAny: parameters of any action, which is what is inferred here
type Action = (client: PennypostClient, parameters: any) => unknown

/** The actions with the client already given. */
export type PennypostActions = {
  [name in keyof typeof actions]: (typeof actions)[name] extends (
    client: PennypostClient,
    ...given: infer given
  ) => infer returned
    ? (...given: given) => returned
    : never
}

/**
 * All actions as methods of a client of viem.
 *
 * @example
 * const client = createWalletClient({ account, chain, transport }).extend(pennypostActions())
 * const hash = await client.collect({ stamps: [stamp] })
 */
export function pennypostActions() {
  return (client: PennypostClient): PennypostActions => {
    const bound = Object.entries<Action>(actions).map(([name, action]) => [
      name,
      (parameters: unknown) => action(client, parameters),
    ])
    return Object.fromEntries(bound) as PennypostActions
  }
}
