import { lazy } from 'react'

/** Each path and its page, which is fetched when it is first shown. */
export const pages = [
  {
    path: '/',
    page: lazy(() =>
      import('../pages/overview/OverviewPage.tsx').then((m) => ({ default: m.OverviewPage })),
    ),
  },
  {
    path: '/inbox',
    page: lazy(() =>
      import('../pages/inbox/InboxPage.tsx').then((m) => ({ default: m.InboxPage })),
    ),
  },
  {
    path: '/received',
    page: lazy(() =>
      import('../pages/received/ReceivedPage.tsx').then((m) => ({ default: m.ReceivedPage })),
    ),
  },
  {
    path: '/balance',
    page: lazy(() =>
      import('../pages/balance/BalancePage.tsx').then((m) => ({ default: m.BalancePage })),
    ),
  },
  {
    path: '/write',
    page: lazy(() =>
      import('../pages/write/WritePage.tsx').then((m) => ({ default: m.WritePage })),
    ),
  },
  {
    path: '/mailing',
    page: lazy(() =>
      import('../pages/mailing/MailingPage.tsx').then((m) => ({ default: m.MailingPage })),
    ),
  },
  {
    path: '/explore',
    page: lazy(() =>
      import('../pages/explore/ExplorePage.tsx').then((m) => ({ default: m.ExplorePage })),
    ),
  },
  {
    path: '/explore/inboxes/:id',
    page: lazy(() =>
      import('../pages/explore/InboxFactsPage.tsx').then((m) => ({ default: m.InboxFactsPage })),
    ),
  },
  {
    path: '/explore/wallets/:address',
    page: lazy(() =>
      import('../pages/explore/WalletFactsPage.tsx').then((m) => ({ default: m.WalletFactsPage })),
    ),
  },
  {
    path: '/explore/stamps/:id',
    page: lazy(() =>
      import('../pages/explore/StampFactsPage.tsx').then((m) => ({ default: m.StampFactsPage })),
    ),
  },
  {
    path: '/explore/mailings/:id',
    page: lazy(() =>
      import('../pages/explore/MailingFactsPage.tsx').then((m) => ({
        default: m.MailingFactsPage,
      })),
    ),
  },
  {
    path: '/explore/relays/:address',
    page: lazy(() =>
      import('../pages/explore/RelayFactsPage.tsx').then((m) => ({ default: m.RelayFactsPage })),
    ),
  },
  {
    path: '/explore/keys/:keyId',
    page: lazy(() =>
      import('../pages/explore/KeyFactsPage.tsx').then((m) => ({ default: m.KeyFactsPage })),
    ),
  },
  {
    path: '/relays',
    page: lazy(() =>
      import('../pages/relays/RelaysPage.tsx').then((m) => ({ default: m.RelaysPage })),
    ),
  },
  {
    path: '/status',
    page: lazy(() =>
      import('../pages/status/StatusPage.tsx').then((m) => ({ default: m.StatusPage })),
    ),
  },
] as const
