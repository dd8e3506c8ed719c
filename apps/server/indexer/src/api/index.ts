import { Hono } from 'hono'

/** The indexer answers nobody but its starter: Ponder's own `/health`, `/ready` and `/status` are enough. */
export default new Hono()
