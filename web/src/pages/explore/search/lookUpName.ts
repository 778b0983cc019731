import type { Place, Sources } from './lookUp.ts'

/** The wallet behind a name, where the chain has names. */
export function lookUpName(name: string, { client }: Sources): readonly Place[] {
  return [
    {
      lookedFor: `a wallet named ${name}`,
      async look() {
        const resolver = client.chain?.contracts?.ensUniversalResolver
        if (!resolver) {
          throw new Error(
            `${client.chain?.name ?? 'This chain'} has no names; look for the address`,
          )
        }
        const address = await client.getEnsAddress({ name })
        if (!address) return []
        return [{ kind: 'wallet', id: address, words: 'Wallet', because: `Named ${name}` }]
      },
    },
  ]
}
