import type { Address, Hex, PublicClient } from 'viem'
import { createTestClient, custom, getCreate2Address, keccak256, parseEther } from 'viem'

/** The factory through which contracts get the same address on every chain; it is on most of them. */
export const createX = '0xba5Ed099633D3B313e4D5F7bdc1305d3c28ba5Ed'

/** Who signed, once and for all, the transaction that creates it. */
const presigner = '0xeD456e05CaAb11d66C4c797dD6c1D6f9A7F352b5'

/**
 * The address that CreateX gives to a contract, on every chain.
 *
 * @param salt - As in `hardhat.config.ts`. CreateX hashes one that names no sender once more.
 * @param initCode - Bytecode with constructor arguments.
 */
export function createXAddress(salt: Hex, initCode: Hex): Address {
  return getCreate2Address({ from: createX, salt: keccak256(salt), bytecode: initCode })
}

/** The event by which CreateX says that it created a contract. */
export const contractCreation = {
  type: 'event',
  name: 'ContractCreation',
  inputs: [
    { name: 'newContract', type: 'address', indexed: true },
    { name: 'salt', type: 'bytes32', indexed: true },
  ],
} as const

/**
 * Puts CreateX on a local chain by its presigned transaction.
 *
 * Ignition does so itself, but on chain 31337 only. Its package holds the transaction and exports no
 * way to it, so it is read from the file of the exact version that package.json pins.
 */
export async function ensureCreateX(client: PublicClient): Promise<void> {
  if (await client.getCode({ address: createX })) return
  const file = './dist/src/internal/execution/strategy/createx-artifact.js'
  const { href } = new URL(file, import.meta.resolve('@nomicfoundation/ignition-core/package.json'))
  const { presignedTx } = (await import(href)) as { presignedTx: Hex }
  const local = createTestClient({ mode: 'hardhat', transport: custom(client) })
  await local.setBalance({ address: presigner, value: parseEther('0.4') })
  const hash = await client.sendRawTransaction({ serializedTransaction: presignedTx })
  await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
}
