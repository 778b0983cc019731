import { describe, expect, it } from 'vitest'
import type { Context } from '../../cli/context.ts'
import { exitCodes } from '../../cli/exitCodes.ts'
import { checkPaid } from '../../cli/letters/paidLetter.ts'
import { post } from '../../sdk/src/actions/post.ts'
import { failure, inputOf, moveTo, postOfficeScene } from '../sdk/support/postOfficeScene.ts'

/*
checkPaid
├── given a stamp that was never posted → it is refused
├── given a stamp that is open, and the chain's clock, not the device's
│   ├── is before its end → nothing is wrong with it
│   └── is at its end → it is refused
└── given nobody knows its end → only its status counts
*/

// Its clock is years ahead of the device's.
const scene = postOfficeScene()

const contextOf = () => {
  const { sender: client, contracts } = scene()
  return { chain: () => Promise.resolve({ client, contracts, id: 31337 }) } as unknown as Context
}

async function posted() {
  const { sender, contracts } = scene()
  const { stamp, stampId } = await post(sender, { input: inputOf(scene()), contracts })
  return { stampId, expiresAt: stamp.expiresAt }
}

describe('checkPaid', () => {
  it('refuses a stamp that was never posted', async () => {
    const refusal = await failure(checkPaid(contextOf(), { stampId: `0x${'12'.repeat(32)}` }))
    expect(refusal).toMatchObject({ exitCode: exitCodes.refused })
  })

  it('takes a stamp until it ends by the clock of the chain', async () => {
    const stamp = await posted()
    await moveTo(scene(), stamp.expiresAt - 1)
    await checkPaid(contextOf(), stamp)
    await moveTo(scene(), stamp.expiresAt)
    const refusal = await failure(checkPaid(contextOf(), stamp))
    expect(refusal).toMatchObject({ exitCode: exitCodes.refused })
    expect(String(refusal)).toContain('ended at 2030-01-08')
    await checkPaid(contextOf(), { stampId: stamp.stampId })
  })
})
