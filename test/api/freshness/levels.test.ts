import { describe, expect, it } from 'vitest'
import { levelsOf } from '../../../api/freshness/levels.ts'

/*
levelsOf
├── given no tags and no confirmations → 0 and 0
├── given tags → these, cut to the head, final cut to safe
├── given one tag only → what is final is safe; what is safe is not final
└── given confirmations → head − n + 1, whatever the tags say; not below 0
*/

describe('levelsOf', () => {
  it.each([
    ['knows nothing where nothing is told', 100, {}, {}, [0, 0]],
    ['tells the tags', 100, { safe: 90, finalized: 80 }, {}, [90, 80]],
    ['lets the tags reach the head', 100, { safe: 100, finalized: 100 }, {}, [100, 100]],
    ['cuts tags above the head', 100, { safe: 101, finalized: 130 }, {}, [100, 100]],
    ['cuts what is final to what is safe', 100, { safe: 80, finalized: 90 }, {}, [80, 80]],
    ['takes what is final for safe', 100, { finalized: 80 }, {}, [80, 80]],
    ['takes nothing safe for final', 100, { safe: 80 }, {}, [80, 0]],
    ['takes 0 for what was told', 100, { safe: 0, finalized: 80 }, {}, [0, 0]],
    ['counts the block itself', 100, {}, { safeConfirmations: 1 }, [100, 0]],
    [
      'counts confirmations',
      100,
      {},
      { safeConfirmations: 2, finalizedConfirmations: 64 },
      [99, 37],
    ],
    [
      'prefers confirmations to tags',
      100,
      { safe: 100, finalized: 100 },
      { safeConfirmations: 11, finalizedConfirmations: 21 },
      [90, 80],
    ],
    ['is at block 0 at least', 5, {}, { safeConfirmations: 7, finalizedConfirmations: 6 }, [0, 0]],
    ['knows what is final is safe', 100, {}, { finalizedConfirmations: 21 }, [80, 80]],
    ['never contradicts a safe tag', 100, { safe: 70 }, { finalizedConfirmations: 21 }, [70, 70]],
  ] as const)('%s', (_, head, tags, finality, [safe, finalized]) => {
    expect(levelsOf(head, tags, finality)).toEqual({ safe, finalized })
  })
})
