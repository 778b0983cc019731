import type { ReactNode } from 'react'
import type { SiteRelay } from '../../relays/SiteRelay.ts'
import type { SiteRelays } from '../../relays/useSiteRelays.ts'
import { Button } from '../../ui/Button.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { shortHex } from '../../ui/shortHex.ts'

/** Which of the site's relays is to carry the letter. */
export function RelayChoice({
  relays,
  problems,
  isPending,
  retry,
  chosen,
  onChange,
}: SiteRelays & { chosen: SiteRelay | undefined; onChange(url: string): void }): ReactNode {
  return (
    <Stack>
      {relays.length > 1 && (
        <RadioCards
          legend="Relay that carries it"
          value={chosen?.url}
          onChange={onChange}
          options={relays.map(({ url, relay }) => ({
            value: url,
            label: new URL(url).host,
            hint: shortHex(relay),
          }))}
        />
      )}
      {relays.length === 1 && chosen && (
        <div>
          {`Carried by the relay at ${new URL(chosen.url).host}, `}
          <HexText value={chosen.relay} kind="address" href={`/explore/relays/${chosen.relay}`} />
        </div>
      )}
      {isPending && relays.length === 0 && <Loading label="Asking the relay" />}
      {problems.map(({ url, problem }) => (
        <Notice
          key={url}
          tone="warn"
          action={
            <Button size="small" onClick={retry}>
              Ask again
            </Button>
          }
        >
          {problem}
        </Notice>
      ))}
    </Stack>
  )
}
