import { people } from './people.ts'
import type { Token, World } from './world.ts'
import { dollar, milli, native } from './world.ts'

/** What Swift asks for carrying a letter, and Wren too. */
export const swiftAsks = { native: milli / 10n, dollars: dollar / 20n }

/**
 * Two relays in service, and one that no longer is; and one that takes letters.
 *
 * @param wrenUrl - Where that one listens; without it there is none.
 */
export async function openRelays(
  { relays }: World,
  token: Token,
  wrenUrl: string | undefined,
): Promise<void> {
  const { swift, zephyr, lapwing, wren } = people

  await relays.write.register([swift.account.address, 'https://swift.example'], swift)
  await relays.write.setCarriage([native, swiftAsks.native * 2n, true], swift)
  await relays.write.setCarriage([native, swiftAsks.native, true], swift)
  await relays.write.setCarriage([token.address, swiftAsks.dollars, true], swift)

  await relays.write.register([zephyr.account.address, 'https://zephyr.example'], zephyr)
  await relays.write.setCarriage([token.address, dollar / 25n, true], zephyr)

  await relays.write.register([lapwing.account.address, 'https://lapwing.example'], lapwing)
  await relays.write.setCarriage([native, milli, true], lapwing)
  await relays.write.setActive([false], lapwing)

  if (wrenUrl === undefined) return
  await relays.write.register([wren.account.address, wrenUrl], wren)
  await relays.write.setCarriage([native, swiftAsks.native, true], wren)
  await relays.write.setCarriage([token.address, swiftAsks.dollars, true], wren)
}
