import { from } from './world.ts'

/** Who takes part in the scene, by their place among the node's accounts. Only here they have names. */
export const people = {
  /** Deployed the contracts, mints tokens, and calls what anyone may call. */
  clerk: from(0),
  /** Door free. */
  ada: from(1),
  /** Asks for native postage. Knows Grace, has had enough of Mallory. */
  bruno: from(2),
  /** Asks for postage in either token; writes from two wallets. */
  chloe: from(3),
  /** Closed to strangers since yesterday. */
  dmitri: from(4),
  /** Wants postage, but accepts no token any more. */
  esther: from(5),
  /** Accepts dollars only. */
  farid: from(6),
  /** Writes to Bruno free of postage, because he allows her. */
  grace: from(7),
  /** A stranger to everyone, without an inbox of her own. */
  heidi: from(8),
  /** Denied by Bruno, though not before she had paid him once. */
  mallory: from(9),
  /** A relay that carries for either token. */
  swift: from(10),
  /** A relay that carries for dollars only. */
  zephyr: from(11),
  /** A relay that has gone out of service. */
  lapwing: from(12),
  /** Chloe's second wallet. */
  chloesPhone: from(13),
  /** Operates the relay that runs beside the scene. */
  wren: from(14),
}
