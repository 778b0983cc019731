import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Rig } from '../../helpers/faults/rig.ts'
import { startRig } from '../../helpers/faults/rig.ts'
import { seededRandom } from '../../helpers/seed.ts'
import { judgeVerdicts } from '../../helpers/truth/judgeVerdicts.ts'

/** The verdict is true: what the API says through a real index, against the chain itself. */
describe('verify', () => {
  let rig: Rig

  beforeAll(async () => {
    rig = await startRig()
  })
  afterAll(() => rig?.stop())

  it('says of thousands of letters what the chain does', async () => {
    const random = seededRandom('Verdicts and the chain')
    await judgeVerdicts(rig, random, { rounds: 24, extraRounds: 48, least: 10 })
  })
})
