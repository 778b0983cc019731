import type { Address } from 'viem'
import { createClient, custom, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../cli/context.ts'
import { CliError } from '../../cli/errors/CliError.ts'
import { exitCodes } from '../../cli/exitCodes.ts'
import { dryRun } from '../../cli/plan/dryRun.ts'
import type { Previewed } from '../../cli/plan/step.ts'
import { createStyle } from '../../cli/print/style.ts'
import { approveSpender } from '../../sdk/src/actions/approveSpender.ts'
import { contractsOn } from '../../sdk/src/chain/contracts.ts'
import { ContractRefusalError } from '../../sdk/src/errors/ContractRefusalError.ts'
import { TokenRefusalError } from '../../sdk/src/errors/TokenRefusalError.ts'

/*
dryRun
├── given the first call is refused → it fails with that
└── given a later call
    ├── is refused by the contract → it is shown, as what comes before may change it
    ├── is refused by a token → it is not: an allowance comes before it
    ├── could not be asked → it fails with that
    └── is refused by nothing → its gas is counted
*/

const contracts = contractsOn(31337)
const gasPrice = 7n
const spender: Address = '0x00000000000000000000000000000000000000aa'
const token: Address = '0x00000000000000000000000000000000000000bb'

const client = createClient({
  transport: custom({ request: () => Promise.resolve(`0x${gasPrice.toString(16)}`) }),
})

/** What a dry run prints of calls that use so much gas, or are refused. */
async function shownOf(...outcomes: (bigint | Error)[]) {
  const previews = outcomes.map((outcome, index): Previewed => {
    const isRefused = outcome instanceof Error
    return {
      ...{ kind: 'call', label: `Call ${index + 1}` },
      call: approveSpender.call(contracts, { token: zeroAddress, spender, amount: 5n }),
      estimateGas: () => (isRefused ? Promise.reject(outcome) : Promise.resolve(outcome)),
    }
  })
  const shown: { document: unknown; text: string }[] = []
  const context = {
    chain: () => Promise.resolve({ client, contracts, name: 'Local', caip2: 'eip155:31337' }),
    address: () => Promise.resolve(spender),
    output: {
      style: createStyle(false),
      result: (document: unknown, text: () => string) => shown.push({ document, text: text() }),
    },
  } as unknown as Context
  const step = { label: 'All', preview: () => Promise.resolve(previews), run: () => expect.fail() }
  await dryRun(context, { title: 'Something', steps: [step] })
  return shown[0]
}

const refusal = new ContractRefusalError('PostOffice', {
  errorName: 'ERC6909InvalidSpender',
  args: [spender],
})

describe('dryRun', () => {
  it('fails with what the first call is refused with', async () => {
    await expect(shownOf(refusal, 5n)).rejects.toBe(refusal)
  })

  it('shows what a later one is refused with as things are now', async () => {
    const shown = await shownOf(10n, refusal)
    const refusedNow = { name: 'ERC6909InvalidSpender', message: refusal.shortMessage }
    expect(shown?.document).toMatchObject({
      ...{ gas: null, cost: null },
      steps: [
        { gas: 10n, cost: 70n, refusedNow: null },
        { gas: null, cost: null, refusedNow },
      ],
    })
    expect(shown?.text).toMatch(/Gas +known once the steps before it are done/)
    expect(shown?.text).toContain(`Refused now  ${refusal.shortMessage} The steps before it may`)
  })

  it('does not show that a token wants the approval which comes before', async () => {
    const facts = { token, reason: undefined, data: undefined }
    const shown = await shownOf(10n, new TokenRefusalError(facts, ': approve it first.'))
    expect(shown?.document).toMatchObject({ steps: [{}, { gas: null, refusedNow: null }] })
    expect(shown?.text).not.toContain('Refused now')
  })

  it('fails where nobody could be asked', async () => {
    const away = new CliError('The node is away.', { exitCode: exitCodes.unreachable })
    await expect(shownOf(10n, away)).rejects.toBe(away)
  })

  it('counts the gas of all that is refused by nothing', async () => {
    const shown = await shownOf(10n, 5n)
    expect(shown?.document).toMatchObject({ gas: 15n, cost: 105n })
  })
})
