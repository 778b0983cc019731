import type { Account, Address, TypedDataDefinition } from 'viem'
import { toAccount } from 'viem/accounts'

/** Of the form that is expected, and of nobody. */
const noSignature = `0x${'00'.repeat(65)}` as const

/**
 * What something would have an account sign: it is done with an account of that address which has no key, and writes down what it is
 * asked for. So what is shown is what would be signed, to the letter.
 */
export async function toBeSigned(
  address: Address,
  sign: (account: Account) => Promise<unknown>,
): Promise<readonly TypedDataDefinition[]> {
  const asked: TypedDataDefinition[] = []
  const refuse = () => Promise.reject(new Error('Only typed data is signed here.'))
  await sign(
    toAccount({
      address,
      signMessage: refuse,
      signTransaction: refuse,
      signTypedData: (typedData) => {
        asked.push(typedData as TypedDataDefinition)
        return Promise.resolve(noSignature)
      },
    }),
  )
  return asked
}
