import { describe, expect, it } from 'vitest'
import type { ActEvent } from '../../../web/src/acts/actProgress.ts'
import { actProgress, idle } from '../../../web/src/acts/actProgress.ts'

const progressOf = (...events: readonly ActEvent[]) => events.reduce(actProgress, idle)
const problem = { title: 'No', sentence: 'It did not.' }

describe('actProgress', () => {
  it('begins by checking, without what came of it before', () => {
    expect(progressOf({ is: 'failed', problem }, { is: 'start' })).toEqual({
      state: 'checking',
      steps: [],
    })
  })

  it('shows all planned steps at once, and marks them by their place', () => {
    const progress = progressOf(
      { is: 'start' },
      { is: 'plan', labels: ['Approve', 'Pay in'] },
      { is: 'mark', from: 0, count: 1, state: 'busy' },
      { is: 'state', state: 'asking' },
    )
    expect(progress.steps).toEqual([
      { label: 'Approve', state: 'busy', note: 'Confirm in your wallet' },
      { label: 'Pay in', state: 'waiting' },
    ])
    expect(actProgress(progress, { is: 'mark', from: 0, count: 1, state: 'done' }).steps).toEqual([
      { label: 'Approve', state: 'done' },
      { label: 'Pay in', state: 'waiting' },
    ])
  })

  it('ends a step when the next begins', () => {
    const { steps } = progressOf(
      { is: 'start' },
      { is: 'step', label: 'Seal' },
      { is: 'step', label: 'Hand over' },
    )
    expect(steps.map(({ label, state }) => `${label} ${state}`)).toEqual([
      'Seal done',
      'Hand over busy',
    ])
  })

  it('keeps the steps of what failed, and says which one it was', () => {
    const {
      state,
      steps,
      problem: shown,
    } = progressOf(
      { is: 'start' },
      { is: 'plan', labels: ['One', 'Two'] },
      { is: 'mark', from: 0, count: 1, state: 'busy' },
      { is: 'failed', problem },
    )
    expect({ state, shown }).toEqual({ state: 'failed', shown: problem })
    expect(steps.map((step) => step.state)).toEqual(['failed', 'waiting'])
  })

  it('is as before where the person said no', () => {
    expect(progressOf({ is: 'start' }, { is: 'step', label: 'One' }, { is: 'failed' })).toEqual(
      idle,
    )
  })

  it('has nothing left to do when it is done', () => {
    const { state, steps } = progressOf(
      { is: 'start' },
      { is: 'step', label: 'One' },
      { is: 'sent', hash: '0x12' },
      { is: 'done' },
    )
    expect({ state, steps }).toEqual({ state: 'done', steps: [{ label: 'One', state: 'done' }] })
  })
})
