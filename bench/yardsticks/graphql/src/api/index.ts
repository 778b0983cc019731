import { db } from 'ponder:api'
import schema from 'ponder:schema'
import { Hono } from 'hono'
import { graphql } from 'ponder'

const app = new Hono()
app.use('/graphql', graphql({ db, schema }))

/** What Ponder offers to readers of its tables, as its documentation has it. */
export default app
