import { globSync } from 'node:fs'
import { createRequire } from 'node:module'
import hardhatIgnitionViem from '@nomicfoundation/hardhat-ignition-viem'
import hardhatKeystore from '@nomicfoundation/hardhat-keystore'
import hardhatViem from '@nomicfoundation/hardhat-viem'
import { configVariable, defineConfig } from 'hardhat/config'
import type { NetworkUserConfig } from 'hardhat/types/config'
import { localNetwork } from './scripts/stack/localNetwork.ts'

const require = createRequire(import.meta.url)

/** solc as WebAssembly from npm: nothing is downloaded when building. */
const solc = { version: '0.8.37', path: require.resolve('solc/soljson.js') }

/** Of everything that is deployed, also in tests. 1,000 runs: see docs/decisions. */
const settings = {
  evmVersion: 'prague',
  viaIR: true,
  optimizer: { enabled: true, runs: 1_000 },
} as const

/**
 * Tests see contracts by their interfaces and deploy them as built, so they compile apart from them and need no optimizer:
 * a quarter of the time.
 */
const plain = { ...solc, settings: { evmVersion: 'prague' } } as const
const tests = globSync('test/contracts/**/*.t.sol', { cwd: import.meta.dirname })

/**
 * What the optimizer makes of a contract depends on what else is compiled with it, if only by how the compiler numbers
 * things. Their code fixes their addresses, so each deployed contract is compiled by itself: settings of its own, which say
 * the default in words, make it a compilation of its own.
 */
const deployed = {
  'contracts/InboxRegistry.sol': { metadata: { appendCBOR: true } },
  'contracts/PostOffice.sol': { metadata: { bytecodeHash: 'ipfs' } },
  'contracts/RelayRegistry.sol': { metadata: { useLiteralContent: false } },
}

/** As tokens commonly are; real ones behind a proxy cost more. */
const common = { evmVersion: 'prague', optimizer: { enabled: true, runs: 200 } }
const mocks = globSync('contracts/mocks/*.sol', { cwd: import.meta.dirname })

const overrides = Object.fromEntries([
  ...Object.entries(deployed).map(([file, own]) => [
    file,
    { ...solc, settings: { ...settings, ...own } },
  ]),
  ...mocks.map((file) => [file, { ...solc, settings: common }]),
  ...tests.map((file) => [file, plain]),
])

/** With the contracts' code it fixes their addresses, on every chain: `Pennypost 1` in ASCII. */
const salt = `0x${Buffer.from('Pennypost 1').toString('hex').padEnd(64, '0')}`

/** A chain that is reached by url and signed for with a key, both from the keystore or the environment. */
const live = (name: string, chainType: 'l1' | 'op' | 'generic'): NetworkUserConfig => ({
  type: 'http',
  chainType,
  url: configVariable(`${name}_RPC_URL`),
  accounts: [configVariable('DEPLOYER_PRIVATE_KEY')],
})

export default defineConfig({
  plugins: [hardhatKeystore, hardhatViem, hardhatIgnitionViem],
  paths: { sources: ['./contracts'], tests: { solidity: './test/contracts' } },
  solidity: {
    profiles: {
      default: { isolated: false, compilers: [{ ...solc, settings }], overrides },
      production: { isolated: false, compilers: [{ ...solc, settings }], overrides },
    },
  },
  networks: {
    default: localNetwork(31337),
    localhost: {
      type: 'http',
      chainType: 'l1',
      url: process.env.RPC_URL_31337 ?? 'http://127.0.0.1:8545',
    },
    localhost31338: {
      type: 'http',
      chainType: 'l1',
      url: process.env.RPC_URL_31338 ?? 'http://127.0.0.1:8546',
    },
    ethereum: live('ETHEREUM', 'l1'),
    sepolia: live('SEPOLIA', 'l1'),
    base: live('BASE', 'op'),
    baseSepolia: live('BASE_SEPOLIA', 'op'),
    arbitrum: live('ARBITRUM', 'generic'),
    polygon: live('POLYGON', 'generic'),
  },
  ignition: { strategyConfig: { create2: { salt } } },
  test: {
    solidity: {
      fuzz: { runs: Number(process.env.FUZZ_RUNS ?? 256), seed: '0x1234' },
      // No settings beside a test: they would win over these, in `npm run test:deep` too.
      invariant: {
        runs: Number(process.env.INVARIANT_RUNS ?? 64),
        depth: Number(process.env.INVARIANT_DEPTH ?? 100),
        // A handler picks what is possible, or drops the call by `vm.assume`.
        failOnRevert: true,
      },
    },
  },
})
