import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/useApi.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { Copy } from '../../ui/Copy.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { useToast } from '../../ui/useToast.ts'
import { lettersText } from './lettersText.ts'
import type { KeptMailing } from './mailingStore.ts'
import { useMailingContext } from './useMailingContext.ts'

/** Puts the list of a mailing up at the API, so that recipients find their proofs by its id. */
export function PublishPanel({ kept }: { kept: KeptMailing }): ReactNode {
  const { mailingId, mailing, sent, elsewhere = 0 } = kept
  const isAllSent = sent + elsewhere >= mailing.count
  const { api, chain } = useMailingContext()
  const queries = useQueryClient()
  const toast = useToast()
  const [isAsking, setAsking] = useState(false)
  const { data, error, refetch } = useApi('getMailing', { mailingId })
  const publishing = useMutation({
    async mutationFn() {
      const { publishList } = await import('./publishList.ts')
      await publishList(api, kept)
    },
    async onSuccess() {
      setAsking(false)
      await queries.invalidateQueries({ queryKey: [chain.caip2] })
      toast.say('The list is published.')
    },
  })
  return (
    <Section
      title="Publish the list"
      lead={
        data?.hasLeaves
          ? 'Recipients can collect: the API gives each the proof for its letter.'
          : 'Until you do, recipients cannot collect in the app: it is from the list that each gets the proof for its letter.'
      }
    >
      <Stack>
        {data?.hasLeaves ? (
          <>
            <Notice tone="good">The list is published.</Notice>
            <Row>
              <Copy text={mailingId} label="Copy the id of the mailing" />
            </Row>
          </>
        ) : data ? (
          <>
            <p>
              The choice is yours: it makes public which inboxes get a letter, with the hash of
              each. Otherwise give each recipient its proof yourself, with{' '}
              <code>pennypost mailing prove</code>.
            </p>
            <Row>
              <Button
                kind={isAllSent ? 'primary' : 'secondary'}
                busy={publishing.isPending}
                onClick={() => setAsking(true)}
              >
                Publish the list
              </Button>
            </Row>
          </>
        ) : error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton width="9rem" height="2.75rem" />
        )}
        {publishing.error && (
          <ErrorNotice
            title="It was not published"
            error={publishing.error}
            onRetry={() => publishing.mutate()}
          />
        )}
      </Stack>
      <Confirm
        open={isAsking}
        onClose={() => setAsking(false)}
        title="Publish the list for everybody to see?"
        confirm={
          <Button kind="primary" busy={publishing.isPending} onClick={() => publishing.mutate()}>
            Publish it
          </Button>
        }
      >
        <p>
          The inbox of each of the {lettersText(mailing.count)}, with the hash of its letter, can
          then be read by anybody, for good. What is in the letters stays sealed.
        </p>
        <p>
          Without it, recipients need you: the command line writes their proofs from the file, with{' '}
          <code>pennypost mailing prove</code>.
        </p>
      </Confirm>
    </Section>
  )
}
