import type { Place, Sources } from './lookUp.ts'

/** Inboxes that say that an account elsewhere is theirs. */
export function lookUpAccount(account: string, { api, signal }: Sources): readonly Place[] {
  return [
    {
      lookedFor: 'an inbox with that account',
      async look() {
        const { inboxes } = await api.findInboxes({ account, limit: 20 }, { signal })
        return inboxes.map(({ inboxId, account: claim }) => ({
          ...{ kind: 'inbox' as const, id: inboxId, words: 'Inbox' },
          because:
            claim?.proof === 'valid'
              ? 'It has shown that the account is its own'
              : 'It says so, and has not shown that the account is its own',
        }))
      },
    },
  ]
}
