import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Hex } from 'viem'
import { useInboxKeys } from '../../keys/useInboxKeys.ts'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { useToast } from '../../ui/useToast.ts'

/** Takes the keys of an inbox into this browser, from a file that was saved before. */
export function BringKeys({ inboxId }: { inboxId: Hex }): ReactNode {
  const { importFile } = useInboxKeys(inboxId)
  const [problem, setProblem] = useState<string>()
  const toast = useToast()
  const bring = async (text: string) => {
    setProblem(undefined)
    try {
      const count = await importFile(text)
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
    </Stack>
  )
}
