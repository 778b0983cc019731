/** What a relay cannot do without. */
export const least = {
  RELAY_DATABASE_URL: 'postgres://user@127.0.0.1/relay',
  RELAY_RPC_URL: 'http://127.0.0.1:8545',
  RELAY_API_URL: 'http://127.0.0.1:8787',
  RELAY_PRIVATE_KEY: `0x${'12'.repeat(32)}`,
}
