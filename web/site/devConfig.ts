import type { Plugin } from 'vite'

/** Of the local stack that `npm start` runs. */
const config = {
  apiUrl: process.env.WEB_API_URL ?? 'http://127.0.0.1:8787',
  relayUrls: [process.env.WEB_RELAY_URL ?? 'http://127.0.0.1:8788'],
  chains: [
    {
      id: 31337,
      name: 'Local chain',
      rpcUrl: process.env.WEB_RPC_URL ?? 'http://127.0.0.1:8545',
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      developmentMnemonic: 'test test test test test test test test test test test junk',
    },
  ],
}

/** Answers `/config.json` of the development server; the built site's comes from `web/server.ts`. */
export function devConfig(): Plugin {
  return {
    name: 'pennypost-dev-config',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use('/config.json', (_request, response) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(config))
      })
    },
  }
}
