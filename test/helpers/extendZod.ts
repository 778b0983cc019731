// Extends zod, and only schemas that are made after it: those of the API that several test files of one process share must be.
import '@hono/zod-openapi'
