import type { ReactNode } from 'react'
import { useState } from 'react'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Loading } from '../../ui/Loading.tsx'
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
      const { takeMailing } = await import('./takeMailing.ts')
      show(await takeMailing(context, text, name))
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
