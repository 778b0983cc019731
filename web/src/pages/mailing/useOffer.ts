import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Address, Hex } from 'viem'
import { formatUnits, isAddressEqual } from 'viem'
import { useApi } from '../../api/useApi.ts'
import { parseAmount } from '../../input/parseAmount.ts'
import type { SiteRelay } from '../../relays/SiteRelay.ts'
import type { SiteRelays } from '../../relays/useSiteRelays.ts'
import { useSiteRelays } from '../../relays/useSiteRelays.ts'
import type { FoundList } from './FoundList.ts'
import type { Judged } from './judgeLetters.ts'
import { highestStake, judgeLetters } from './judgeLetters.ts'
import { readTerms } from './readTerms.ts'
import { useMailingContext } from './useMailingContext.ts'
import type { NamedToken } from './useTokens.ts'
import { useTokens } from './useTokens.ts'

/** Seconds that a mailing may last: the contract takes up to 60 days, and being mined takes its time. */
export const spans = [1, 3, 7, 14, 30, 59].map((days) => days * 86_400)

/** Letters of a list whose terms are asked again whenever the chain has news; more would be a burden to the node. */
const mostLive = 500

/** What goes with each letter, as far as it is chosen, and what recipients say to it. */
export type Offer = {
  siteRelays: SiteRelays
  relay: SiteRelay | undefined
  chooseRelay(relay: Address): void
  tokens: readonly NamedToken[]
  token: NamedToken | undefined
  chooseToken(token: Address): void
  /** For each letter, as the relay asks now. */
  carriage: bigint | undefined
  stakeText: string
  setStakeText(text: string): void
  stake: bigint | undefined
  stakeFault: string | undefined
  /** The least that contents all recipients who take the token. */
  asked: bigint | undefined
  lasts: number
  setLasts(seconds: number): void
  judged: Judged | undefined
  isPending: boolean
  error: Error | null
  retry(): void
}

/** The offer of a mailing to a list: relay, token, stake and time, held against what each recipient asks. */
export function useOffer(list: FoundList, sender: Address): Offer {
  const context = useMailingContext()
  const siteRelays = useSiteRelays()
  const [relayChoice, chooseRelay] = useState<Address>()
  const [tokenChoice, chooseToken] = useState<Address>()
  const [typed, setStakeText] = useState<string>()
  const [lasts, setLasts] = useState(14 * 86_400)

  const relay = siteRelays.relays.find((one) => one.relay === relayChoice) ?? siteRelays.relays[0]
  const known = useApi('getRelay', relay && { address: relay.relay }, { keep: true })
  const prices = known.data?.prices ?? []
  const tokens = useTokens(prices.map(({ token }) => token as Address))
  const token = tokens.find(({ address }) => address === tokenChoice) ?? tokens[0]
  const price = prices.find((one) => token && isAddressEqual(one.token as Address, token.address))
  const carriage = price && BigInt(price.amount)

  const inboxIds = [...new Set(list.letters.map(({ inboxId }) => inboxId))]
  const terms = useQuery({
    queryKey: [context.chain.caip2, 'mailing terms', list.id, sender, token?.address],
    queryFn: () =>
      readTerms(context, inboxIds, {
        ...{ sender, token: token?.address ?? ('0x' as Hex) },
        onProgress: () => {},
      }),
    enabled: token !== undefined,
    meta: { live: inboxIds.length <= mostLive },
  })
  const asked = terms.data && highestStake(terms.data)
  const usual = token && asked ? formatUnits(asked, token.decimals) : ''
  const stakeText = typed ?? usual
  const parsed = token && parseAmount(stakeText, token, { positive: true })
  const stake = parsed?.amount
  const isQuiet = stakeText === '' && typed === undefined
  const judged =
    token && terms.data
      ? judgeLetters(list.letters, terms.data, { token, stake, lasts })
      : undefined
  return {
    ...{ siteRelays, relay, chooseRelay, tokens, token },
    chooseToken(address) {
      chooseToken(address)
      setStakeText(undefined)
    },
    ...{ carriage, stakeText, setStakeText, stake, asked, lasts, setLasts, judged },
    stakeFault: isQuiet ? undefined : parsed?.fault,
    isPending: terms.isPending && !known.error,
    error: terms.error ?? known.error,
    retry() {
      void terms.refetch()
      void known.refetch()
    },
  }
}
