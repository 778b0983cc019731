/** What a local chain is to Hardhat, in a process of its own as in one with its tests. */
export function localNetwork(chainId: number, start?: string | undefined) {
  return {
    type: 'edr-simulated',
    chainType: 'l1',
    chainId,
    hardfork: 'prague',
    // So that blocks made in one second do not run ahead of the clock.
    allowBlocksWithSameTimestamp: true,
    ...(start ? { initialDate: start } : {}),
  } as const
}
