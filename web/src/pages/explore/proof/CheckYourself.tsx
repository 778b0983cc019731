import type { ApiAnswer } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { useSite } from '../../../config/useSite.ts'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Row } from '../../../ui/Row.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Stack } from '../../../ui/Stack.tsx'
import { Steps } from '../../../ui/Steps.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { CheckByCode } from './CheckByCode.tsx'
import styles from './CheckYourself.module.css'
import { checkNotice } from './checkNotice.ts'
import { shownSteps } from './shownSteps.ts'
import { useStampCheck } from './useStampCheck.ts'

/** Holds what the page shows of a stamp against a node, in this browser, and says how that came out. */
export function CheckYourself({
  stampId,
  told,
  refetch,
}: {
  stampId: Hex
  told: ApiAnswer<'getStamp'>
  refetch: () => Promise<ApiAnswer<'getStamp'> | undefined>
}): ReactNode {
  const { apiUrl } = useSite()
  const running = useStampCheck(stampId, told, refetch)
  const notice = checkNotice(running)
  const isUnderWay = running.under !== undefined
  return (
    <Section
      title="Check it yourself"
      lead="Nobody has to trust the API: your browser follows a storage proof from a block of a node to what the chain keeps of this stamp."
      actions={
        <Button size="small" busy={isUnderWay} onClick={running.again}>
          Check again
        </Button>
      }
    >
      <Stack gap="normal">
        <div aria-live="polite" className={styles.outcome}>
          {notice ? (
            <Notice tone={notice.tone} title={notice.title}>
              {notice.sentence}
            </Notice>
          ) : (
            <Loading label={`Asking ${running.nodeName} …`} />
          )}
        </div>
        <Steps steps={shownSteps(running)} />
        <Row gap="normal" wrap>
          <TextLink href={`${apiUrl}/v1/stamps/${stampId}/proof`}>The proof as JSON</TextLink>
        </Row>
        <Disclosure summary="Check it without this site">
          <CheckByCode stampId={stampId} />
        </Disclosure>
      </Stack>
    </Section>
  )
}
