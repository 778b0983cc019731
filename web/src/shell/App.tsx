import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LiveFeed } from '../api/LiveFeed.tsx'
import { SiteProvider } from '../config/SiteProvider.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { WalletProvider } from '../wallet/WalletProvider.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Layout } from './Layout.tsx'
import { queryClient } from './queryClient.ts'
import { Routes } from './Routes.tsx'

/** The whole site: what all pages stand on, outermost first. */
export function App(): ReactNode {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <SiteProvider>
          <WalletProvider>
            <LiveFeed />
            <Toasts>
              <Layout>
                <Routes />
              </Layout>
            </Toasts>
          </WalletProvider>
        </SiteProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  )
}
