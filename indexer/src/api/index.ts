import { Hono } from 'hono'

/** Ponder demands an app of routes. Ours are in their own process, in api/; its own health routes are all there is here. */
export default new Hono()
