import { describe, expect, test } from 'vitest'

import { invariantCalls, rareActions } from '../../scripts/solidity/invariantCalls.ts'

const metrics = (calls: bigint, reverts = 0n, discards = 0n) => ({ calls, reverts, discards })

describe('invariantCalls', () => {
  test('adds up what the invariants of a suite called, action by action', () => {
    const [post, admit] = ['Handler.post', 'Handler.admit'].map((name) => `a.b/c.t.sol:${name}`)
    const suites = [
      {
        id: { name: 'OfficeTest' },
        testResults: [
          { kind: { metrics: { [`${post}`]: metrics(10n, 1n, 2n), [`${admit}`]: metrics(4n) } } },
          { kind: { metrics: { [`${post}`]: metrics(20n, 3n, 4n) } } },
          { kind: { consumedGas: 21_000n } },
        ],
      },
      { id: { name: 'NoInvariants' }, testResults: [{ kind: {} }] },
    ]
    expect(invariantCalls(suites)).toEqual([
      {
        suite: 'OfficeTest',
        actions: [
          { action: 'admit', succeeded: 4, reverted: 0, discarded: 0 },
          { action: 'post', succeeded: 20, reverted: 4, discarded: 6 },
        ],
      },
    ])
  })
})

describe('rareActions', () => {
  test('are those that succeed in half of their calls or fewer', () => {
    const actions = [
      { action: 'often', succeeded: 11, reverted: 4, discarded: 6 },
      { action: 'half', succeeded: 10, reverted: 4, discarded: 6 },
      { action: 'never', succeeded: 0, reverted: 0, discarded: 1 },
    ]
    expect(rareActions(actions).map(({ action }) => action)).toEqual(['half', 'never'])
  })
})
