import type { MessageTypes, TypedMessage } from '@metamask/eth-sig-util'
import { SignTypedDataVersion, TypedDataUtils } from '@metamask/eth-sig-util'
import type { Hex } from 'viem'
import { bytesToHex } from 'viem'

type Field = { name: string; type: string }

export type TypedDataHashParameters = {
  domain: { name: string; version: string; chainId: number; verifyingContract: string }
  /** As EIP-712 encodes it: the struct itself first, `Register(…)KeyInput(…)`. */
  type: string
  message: Record<string, unknown>
}

/** EIP-712 digests by MetaMask's library, from nothing but the text of a type. */
export function typedDataHash({ domain, type, message }: TypedDataHashParameters): Hex {
  const types = fieldsOf(type)
  const primaryType = Object.keys(types)[0] ?? ''
  const data: TypedMessage<MessageTypes> = {
    domain,
    types: { EIP712Domain, ...types },
    primaryType,
    message,
  }
  return bytesToHex(TypedDataUtils.eip712Hash(data, SignTypedDataVersion.V4))
}

const EIP712Domain: Field[] = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
]

/** The structs in the text of a type. */
export function fieldsOf(type: string): Record<string, Field[]> {
  const structs = [...type.matchAll(/(\w+)\(([^)]*)\)/g)].map(([, struct = '', list = '']) => [
    struct,
    list.split(',').map((field) => {
      const [of = '', name = ''] = field.split(' ')
      return { name, type: of }
    }),
  ])
  return Object.fromEntries(structs)
}
