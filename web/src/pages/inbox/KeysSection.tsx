import { canSign } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Suspense } from 'react'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { useNow } from '../../ui/useNow.ts'
import { Editable } from './Editable.tsx'
import type { InboxView } from './inboxView.ts'
import { KeyTable } from './KeyTable.tsx'
import { keyRows } from './keyRow.ts'
import { RevokeAll } from './RevokeAll.tsx'
import { refusalFor } from './refusalFor.ts'
import { SaveKeys } from './SaveKeys.tsx'

/** Each is fetched when it is first opened. */
const AddKeys = lazyPart(() => import('./AddKeys.tsx').then((part) => part.AddKeys))
const BringKeys = lazyPart(() => import('../../keys/BringKeys.tsx').then((part) => part.BringKeys))

/** The keys that act for the inbox, and which of them this browser has. */
export function KeysSection({ view }: { view: InboxView }): ReactNode {
  const { kept } = view
  const { inboxId, keys, hasMore } = view.inbox
  const now = useNow()
  const { usable, revoked, onlyHere } = keyRows(keys, kept.keys ?? [], now)
  const sealing = usable.filter(({ key, isActive }) => isActive && !canSign(key.kind ?? 0))
  const addRefusal = refusalFor('addKeys', view.authority)
  const opensHere = sealing.some(({ stored }) => stored)
  return (
    <Section
      title="Keys"
      lead="Letters are sealed for each key that is active. Every browser or app has keys of its own: they stay in it unless you save them to a file."
    >
      {kept.problem && <ErrorNotice error={kept.problem} title="This browser keeps no keys" />}
      {sealing.length === 0 && (
        <Notice tone="warn" title="Nobody can write to you yet">
          Without an active key there is nothing to seal a letter for. Add keys of this browser.
        </Notice>
      )}
      {sealing.length > 0 && kept.keys && !opensHere && (
        <Notice tone="info" title="Your letters do not open in this browser">
          None of the keys below is here. Bring them from a file, or add keys of this browser: it
          then reads what comes from now on.
        </Notice>
      )}
      {usable.length > 0 && <KeyTable view={view} rows={usable} caption="Keys of the inbox" />}
      <Row>
        <Editable
          label={
            onlyHere.length > 0 ? 'Add the keys of this browser' : 'Add new keys of this browser'
          }
          refusal={addRefusal}
        >
          {(close) => <AddKeys view={view} rows={usable} onlyHere={onlyHere} close={close} />}
        </Editable>
        <SaveKeys inboxId={inboxId} />
        <RevokeAll view={view} />
      </Row>
      <Stack gap="small">
        <Disclosure summary="Bring keys from a file">
          <Suspense fallback={<Skeleton height="6.2rem" />}>
            <BringKeys inboxId={inboxId} />
          </Suspense>
        </Disclosure>
        {revoked.length > 0 && (
          <Disclosure summary={`Revoked keys (${revoked.length})`}>
            <Stack>
              <p>They never return. A secret that is still here opens letters of back then.</p>
              <KeyTable view={view} rows={revoked} caption="Revoked keys" />
              {hasMore.keys && (
                <TextLink href={`/explore/inboxes/${inboxId}`}>All keys there ever were</TextLink>
              )}
            </Stack>
          </Disclosure>
        )}
      </Stack>
    </Section>
  )
}
