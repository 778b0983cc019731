import type { Address } from 'viem'
import { getAddress, isAddress } from 'viem'
import { useLocation, useSearch } from 'wouter'

/** The form that is open, as the url has it: `?deposit=0x…` or `?withdraw=0x…`. */
export type MoneyForm = { kind: 'deposit' | 'withdraw'; token: Address }

/** Which form is open; going back closes it. */
export function useMoneyForm(): {
  form: MoneyForm | undefined
  open(form: MoneyForm): void
  close(): void
} {
  const search = useSearch()
  const [path, navigate] = useLocation()
  const query = new URLSearchParams(search)
  const show = (form: MoneyForm | undefined, replace: boolean) => {
    query.delete('deposit')
    query.delete('withdraw')
    if (form) query.set(form.kind, form.token)
    const text = query.toString().replaceAll('%3A', ':')
    navigate(text ? `${path}?${text}` : path, { replace })
  }
  return {
    form: formOf(query),
    open: (form) => show(form, false),
    close: () => show(undefined, true),
  }
}

/** The form that a query names, if the token is an address. */
export function formOf(query: URLSearchParams): MoneyForm | undefined {
  for (const kind of ['deposit', 'withdraw'] as const) {
    const token = query.get(kind)
    if (token && isAddress(token, { strict: false })) return { kind, token: getAddress(token) }
  }
  return undefined
}
