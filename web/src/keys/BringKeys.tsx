import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Hex } from 'viem'
import { useChain } from '../config/useChain.ts'
import { usePublicClient } from '../config/usePublicClient.ts'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Stack } from '../ui/Stack.tsx'
import { useToast } from '../ui/useToast.ts'
import { useInboxKeys } from './useInboxKeys.ts'

/** Takes the keys of an inbox into this browser, from a file that was saved before. */
export function BringKeys({ inboxId }: { inboxId: Hex }): ReactNode {
  const { importFile } = useInboxKeys(inboxId)
  const { contracts } = useChain()
  const client = usePublicClient()
  const [problem, setProblem] = useState<string>()
  const [doubt, setDoubt] = useState<string>()
  const toast = useToast()
  /** Whether a letter may ever have been sealed for one of them. */
  const isAnyOfInbox = async (keyIds: readonly Hex[]) => {
    const { getKeyStatus } = await import('../config/chainReads.ts')
    const ask = (keyId: Hex) => getKeyStatus(client, { inboxId, keyId, contracts })
    const found = await Promise.all(keyIds.map(ask))
    return found.some((status) => status !== 'none')
  }
  const bring = async (text: string) => {
    setProblem(undefined)
    setDoubt(undefined)
    try {
      const { count, keyIds } = await importFile(text)
      // A node that does not answer raises no doubt.
      if (!(await isAnyOfInbox(keyIds).catch(() => true))) {
        setDoubt(notOfInbox)
        // This form may be gone by now, as there are keys.
        toast.warn(notOfInbox)
        return
      }
      toast.say(
        count === 0
          ? 'This browser had these keys already.'
          : `${count} ${count === 1 ? 'key is' : 'keys are'} in this browser now.`,
      )
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The file could not be read.')
    }
  }
  return (
    <Stack gap="small">
      <FileDrop
        label="Choose the file of keys"
        accept=".json,application/json"
        hint="It is read here and sent nowhere."
        maxBytes={1024 * 1024}
        onText={(text) => void bring(text)}
      />
      {problem !== undefined && (
        <Notice tone="bad" title="No keys were taken">
          {problem}
        </Notice>
      )}
      {doubt !== undefined && (
        <Notice tone="warn" title="These keys do not belong to this inbox">
          {doubt}
        </Notice>
      )}
    </Stack>
  )
}

const notOfInbox = 'None of these is a key of this inbox: letters to it do not open with them.'
