import type { World } from '../postOfficeWorld.ts'
import { CARRIAGE, NATIVE } from '../postOfficeWorld.ts'
import type { Operation } from './operation.ts'

const ENDPOINT = 'https://relay.example/v1'

const register = ({ relays, relay }: World) =>
  relays.write.register([relay.address, ENDPOINT], { account: relay })

/** The directory of relays. */
export const relays: Operation[] = [
  { name: 'RelayRegistry.register', count: 1, measure: (world) => world.gasOf(register(world)) },
  {
    name: 'setCarriage, the first in a token',
    count: 1,
    measure: async (world) => {
      await register(world)
      const { gasOf, relays: directory, relay } = world
      return gasOf(directory.write.setCarriage([NATIVE, CARRIAGE, true], { account: relay }))
    },
  },
  {
    name: 'setSigner',
    count: 1,
    measure: async (world) => {
      await register(world)
      const { gasOf, relays: directory, relay, stranger } = world
      return gasOf(directory.write.setSigner([stranger.address], { account: relay }))
    },
  },
  {
    name: 'setEndpoint',
    count: 1,
    measure: async (world) => {
      await register(world)
      const { gasOf, relays: directory, relay } = world
      return gasOf(directory.write.setEndpoint([ENDPOINT], { account: relay }))
    },
  },
  {
    name: 'setActive',
    count: 1,
    measure: async (world) => {
      await register(world)
      const { gasOf, relays: directory, relay } = world
      return gasOf(directory.write.setActive([false], { account: relay }))
    },
  },
]
