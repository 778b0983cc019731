import type { Address } from 'viem'
import type { HDAccount } from 'viem/accounts'
import { mnemonicToAccount } from 'viem/accounts'

/** How many accounts of a mnemonic the development wallet offers. */
export const developmentAccountCount = 20

const made = new Map<string, HDAccount>()

/** One account of a mnemonic, by its number. */
export function developmentAccount(mnemonic: string, index: number): HDAccount {
  const name = `${index} ${mnemonic}`
  const account = made.get(name) ?? mnemonicToAccount(mnemonic, { addressIndex: index })
  made.set(name, account)
  return account
}

/** Addresses of all that the development wallet offers, by number. */
export function developmentAddresses(mnemonic: string): readonly Address[] {
  return Array.from(
    { length: developmentAccountCount },
    (_, index) => developmentAccount(mnemonic, index).address,
  )
}
