import type { Address, Hash, Hex } from 'viem'
import { isAddressEqual } from 'viem'
import { MulticallError } from '../errors/MulticallError.ts'
import type { PennypostClient } from './client.ts'
import { contractsOf } from './client.ts'
import type { ContractName, Contracts } from './contracts.ts'
import type { ContractWithAbi } from './contractWithAbi.ts'
import type { Call, WriteAction, WriteOptions } from './defineWrite.ts'
import { defineWrite } from './defineWrite.ts'

export type MulticallParameters = {
  /** Made by `.call` of the contract's actions; at least one, none with native money. */
  calls: readonly Call[]
}

type Sender<returned> = (
  client: PennypostClient,
  parameters: MulticallParameters & WriteOptions,
) => Promise<returned>

/** Makes an action of a contract's `multicall`, which looks at its calls before it sends them. Simulated, it gives what each returns, encoded. */
export function defineMulticall(
  contract: ContractWithAbi<ContractName>,
): WriteAction<MulticallParameters, Hash, readonly Hex[]> {
  const { name } = contract
  const multicall = defineWrite(contract, ({ calls }: MulticallParameters) => ({
    functionName: 'multicall',
    args: [calls.map(({ data }) => data)],
  }))

  function checked<returned>(send: Sender<returned>): Sender<returned> {
    return async (client, parameters) => {
      const contracts = await contractsOf(client, parameters)
      checkCalls(name, contracts[name], parameters.calls)
      return send(client, parameters)
    }
  }

  return Object.assign(checked(multicall), {
    call(contracts: Contracts, parameters: MulticallParameters): Call {
      checkCalls(name, contracts[name], parameters.calls)
      return multicall.call(contracts, parameters)
    },
    simulate: checked(multicall.simulate),
    estimateGas: checked(multicall.estimateGas),
  })
}

/** Only the data of a call is sent: what goes elsewhere, or pays, would do something else than it says. */
function checkCalls(contract: ContractName, address: Address, calls: readonly Call[]): void {
  if (calls.length === 0) throw new MulticallError('There is no call to make.')
  for (const [index, { to, value }] of calls.entries()) {
    if (!isAddressEqual(to, address))
      throw new MulticallError(
        `Call ${index} goes to ${to}, not to the ${contract} at ${address}: send it by itself.`,
        index,
      )
    if (value !== 0n)
      throw new MulticallError(
        `Call ${index} brings ${value} wei, and calls that are made together can bring none: send it by itself.`,
        index,
      )
  }
}
