import { describe, expect, it } from 'vitest'
import { AllowanceTooLowError } from '../../../sdk/src/errors/AllowanceTooLowError.ts'
import { InvalidParameterError } from '../../../sdk/src/errors/InvalidParameterError.ts'
import { TokenRefusalError } from '../../../sdk/src/errors/TokenRefusalError.ts'
import { ensureAllowance } from '../../../sdk/src/flows/ensureAllowance.ts'
import type { Step } from '../../../sdk/src/flows/step.ts'
import { deployOddToken } from '../support/oddTokens.ts'
import { failure, NATIVE, postOfficeScene, watchedClient } from '../support/postOfficeScene.ts'

const scene = postOfficeScene()

const allowed = (address = scene().token.address) =>
  scene().sender.readContract({
    abi: scene().token.abi,
    address,
    functionName: 'allowance',
    args: [scene().sender.account.address, scene().contracts.PostOffice],
  })

describe('ensureAllowance', () => {
  it('approves exactly what is needed', async () => {
    const { sender, token, contracts } = scene()
    const steps: Step[] = []
    const { allowance, hashes } = await ensureAllowance(sender, {
      ...{ token: token.address, amount: 500n, contracts },
      onStep: (step) => steps.push(step),
    })
    expect(allowance).toBe(500n)
    expect(await allowed()).toBe(500n)
    expect(steps).toEqual([
      { name: 'approve', state: 'asking' },
      { name: 'approve', state: 'sent', hash: hashes[0] },
      { name: 'approve', state: 'done', hash: hashes[0] },
    ])
  })

  it('sends nothing where enough is allowed, and approves where one unit lacks', async () => {
    const { sender, token, contracts } = scene()
    const asked = { token: token.address, contracts }
    await ensureAllowance(sender, { ...asked, amount: 500n })
    const { client, committed } = watchedClient(scene(), sender)
    expect((await ensureAllowance(client, { ...asked, amount: 500n })).hashes).toEqual([])
    expect(committed()).toBe(0)
    await ensureAllowance(client, { ...asked, amount: 501n })
    expect(committed()).toBe(1)
    expect(await allowed()).toBe(501n)
  })

  it('approves as much as is named, but not less than is needed', async () => {
    const { sender, token, contracts } = scene()
    const asked = { token: token.address, amount: 500n, contracts }
    await ensureAllowance(sender, { ...asked, approveAmount: 2n ** 256n - 1n })
    expect(await allowed()).toBe(2n ** 256n - 1n)
    const error = await failure(ensureAllowance(sender, { ...asked, approveAmount: 499n }))
    expect(error).toBeInstanceOf(InvalidParameterError)
  })

  it('takes an allowance back first where a token wants that', async () => {
    const { sender, contracts } = scene()
    const { address: token } = await deployOddToken(sender, 'ZeroFirstToken')
    const asked = { token, contracts }
    await ensureAllowance(sender, { ...asked, amount: 5n })
    const names: string[] = []
    const { hashes } = await ensureAllowance(sender, {
      ...{ ...asked, amount: 6n },
      onStep: ({ name, state }) => state === 'done' && names.push(name),
    })
    expect(names).toEqual(['resetAllowance', 'approve'])
    expect(hashes).toHaveLength(2)
    expect(await allowed(token)).toBe(6n)
  })

  it('takes a token that answers nothing', async () => {
    const { sender, viem, contracts } = scene()
    const { address: token } = await viem.deployContract('MockNoReturnToken')
    await ensureAllowance(sender, { token, amount: 6n, contracts })
    expect(await allowed(token)).toBe(6n)
  })

  it('says that the token refuses, in its own words', async () => {
    const { sender, contracts } = scene()
    const { address: token } = await deployOddToken(sender, 'UnapprovableToken')
    const { client, committed } = watchedClient(scene(), sender)
    const error = await failure(ensureAllowance(client, { token, amount: 6n, contracts }))
    expect(error).toBeInstanceOf(TokenRefusalError)
    expect(error).toMatchObject({
      ...{ token, reason: 'not approvable' },
      shortMessage: `Token ${token} refused: "not approvable".`,
    })
    expect(committed()).toBe(0)
  })

  it('says when less was allowed than was asked', async () => {
    const { sender, contracts } = scene()
    const { address: token } = await deployOddToken(sender, 'HalvingToken')
    const error = await failure(ensureAllowance(sender, { token, amount: 6n, contracts }))
    expect(error).toBeInstanceOf(AllowanceTooLowError)
    expect(error).toMatchObject({ token, allowance: 3n, needed: 6n })
  })

  it('refuses the native token', async () => {
    const { sender, contracts } = scene()
    const error = await failure(ensureAllowance(sender, { token: NATIVE, amount: 6n, contracts }))
    expect(error).toBeInstanceOf(InvalidParameterError)
  })
})
