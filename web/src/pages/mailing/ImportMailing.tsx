import type { ReactNode } from 'react'
import { useState } from 'react'
import { erc20Abi, isAddressEqual, zeroAddress } from 'viem'
import { readContract } from 'viem/actions'
import { tokenText } from '../../facts/tokenText.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Loading } from '../../ui/Loading.tsx'
import type { MailingContext } from './MailingContext.ts'
import type { MailingFile } from './mailingFile.ts'
import { keepMailing } from './mailingStore.ts'
import { useMailingContext } from './useMailingContext.ts'
import { useShowMailing } from './useShowMailing.ts'

/** Brings a mailing into this browser from its file, which the command line writes too. */
export function ImportMailing(): ReactNode {
  const context = useMailingContext()
  const show = useShowMailing()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()

  async function take(text: string, name: string) {
    setBusy(true)
    setError(undefined)
    try {
      const { parseMailing } = await import('./parseMailing.ts')
      const file = await parseMailing(text, context.chain)
      const token = await tokenOf(context, file)
      await keepMailing(file, { name, token, isSaved: true })
      show(file.mailingId)
    } catch (cause) {
      setError(cause)
    }
    setBusy(false)
  }
  return (
    <>
      <FileDrop
        label="Bring a mailing from its file"
        hint="One that this page or pennypost mailing open has written. It does not say which letters were sent: sending one again costs nothing, as a relay takes each in once."
        accept=".mailing,application/x-ndjson"
        maxBytes={512 * 1024 * 1024}
        onText={(text, name) => void take(text, name)}
      />
      {isBusy && <Loading label="Reading the mailing" />}
      {error !== undefined && <ErrorNotice title="This file was not taken" error={error} />}
    </>
  )
}

async function tokenOf(
  { client, chain }: MailingContext,
  { mailing: { token: address } }: MailingFile,
): Promise<{ symbol: string; decimals: number }> {
  if (isAddressEqual(address, zeroAddress)) return chain.nativeCurrency
  const ask = { address, abi: erc20Abi } as const
  const [symbol, decimals] = await Promise.all([
    readContract(client, { ...ask, functionName: 'symbol' }),
    readContract(client, { ...ask, functionName: 'decimals' }),
  ])
  return { symbol: tokenText(symbol) ?? address, decimals }
}
