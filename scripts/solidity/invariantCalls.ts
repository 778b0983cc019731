/** How often the runner called one action of a handler, over all invariants of a suite. */
export type ActionCalls = {
  action: string
  succeeded: number
  reverted: number
  /** By `vm.assume`: nothing of the kind was possible. Another call is made instead. */
  discarded: number
}

/** What Hardhat reports of the tests of one contract, as far as it is read here. */
export type Suite = {
  id: { name: string }
  testResults: readonly { kind: { metrics?: Metrics } }[]
}

/** By `path/of.t.sol:Handler.action`. Calls include those that reverted and those that were discarded. */
type Metrics = Record<string, { calls: bigint; reverts: bigint; discards: bigint }>

/** What happened in each suite that has invariants. An invariant says nothing about what never happens. */
export function invariantCalls(
  suites: readonly Suite[],
): { suite: string; actions: ActionCalls[] }[] {
  return suites.flatMap(({ id, testResults }) => {
    const actions = new Map<string, ActionCalls>()
    for (const { kind } of testResults) {
      for (const [name, metrics] of Object.entries(kind.metrics ?? {})) {
        const action = name.slice(name.lastIndexOf('.') + 1)
        const sum = actions.get(action) ?? { action, succeeded: 0, reverted: 0, discarded: 0 }
        sum.succeeded += Number(metrics.calls - metrics.reverts - metrics.discards)
        sum.reverted += Number(metrics.reverts)
        sum.discarded += Number(metrics.discards)
        actions.set(action, sum)
      }
    }
    if (actions.size === 0) return []
    const sorted = [...actions.values()].sort((a, b) => a.action.localeCompare(b.action))
    return [{ suite: id.name, actions: sorted }]
  })
}

/** Actions that fail or find nothing to do more often than they succeed: their handler picks badly. */
export function rareActions(actions: readonly ActionCalls[]): ActionCalls[] {
  return actions.filter(({ succeeded, reverted, discarded }) => succeeded <= reverted + discarded)
}
