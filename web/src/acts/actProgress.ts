import type { Hash } from 'viem'
import type { ActState, ActStep } from './Act.ts'
import type { Problem } from './Problem.ts'

/** How far an act is, and what came of it. */
export type ActProgress = {
  state: ActState
  steps: readonly ActStep[]
  problem?: Problem | undefined
  hash?: Hash | undefined
}

export type ActEvent =
  | { is: 'start' }
  /** Ends what is busy and begins another. */
  | { is: 'step'; label: string }
  /** Further steps, to come. */
  | { is: 'plan'; labels: readonly string[] }
  /** Steps by their place are now so. */
  | { is: 'mark'; from: number; count: number; state: ActStep['state'] }
  | { is: 'state'; state: 'checking' | 'asking' | 'mining' | 'indexing' }
  | { is: 'sent'; hash: Hash }
  | { is: 'done' }
  /** Without a problem: the person said no, and all is as before. */
  | { is: 'failed'; problem?: Problem | undefined }
  | { is: 'reset' }

/** Before an act began. */
export const idle: ActProgress = { state: 'idle', steps: [] }

const notes: Partial<Record<ActState, string>> = {
  checking: 'Checking',
  asking: 'Confirm in your wallet',
  mining: 'Being mined',
}

/** What an event makes of the progress of an act. */
export function actProgress(progress: ActProgress, event: ActEvent): ActProgress {
  const { steps } = progress
  switch (event.is) {
    case 'start':
      return { state: 'checking', steps: [] }
    case 'step':
      return {
        ...progress,
        steps: [
          ...steps.map((step) => (step.state === 'busy' ? ended(step, 'done') : step)),
          { label: event.label, state: 'busy', note: notes[progress.state] },
        ],
      }
    case 'plan':
      return {
        ...progress,
        steps: [
          ...steps.map((step) => (step.state === 'busy' ? ended(step, 'done') : step)),
          ...event.labels.map((label) => ({ label, state: 'waiting' as const })),
        ],
      }
    case 'mark': {
      const isMeant = (place: number) => place >= event.from && place < event.from + event.count
      const marked = (step: ActStep): ActStep =>
        event.state === 'busy'
          ? { ...step, state: 'busy', note: notes[progress.state] }
          : ended(step, event.state)
      return {
        ...progress,
        steps: steps.map((step, place) => (isMeant(place) ? marked(step) : step)),
      }
    }
    case 'state':
      return {
        ...progress,
        state: event.state,
        steps: steps.map((step) =>
          step.state === 'busy' ? { ...step, note: notes[event.state] } : step,
        ),
      }
    case 'sent':
      return { ...progress, hash: event.hash }
    case 'done':
      return { ...progress, state: 'done', steps: steps.map((step) => ended(step, 'done')) }
    case 'failed':
      if (!event.problem) return idle
      return {
        ...progress,
        state: 'failed',
        problem: event.problem,
        steps: steps.map((step) => (step.state === 'busy' ? ended(step, 'failed') : step)),
      }
    case 'reset':
      return idle
  }
}

function ended({ label }: ActStep, state: ActStep['state']): ActStep {
  return { label, state }
}
