import { Hono } from 'hono'

/** Ponder demands an app of routes. */
export default new Hono()
