import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Rights } from '@tributary/protocol'
import type { Allowance, AllowanceRequest } from '@tributary/sdk/wire'
import { type Address, getAddress } from 'viem'
import { RefusedError } from '../../api/problems.ts'
import type { Services } from '../../api/Services.ts'

/** A row of `studio.allowance`. */
type Row = {
  readonly id: string
  readonly account: Address
  readonly token: Address
  readonly most: string
  readonly per_call: string
  readonly spent: string
  readonly until: string
  readonly rights: number
  readonly revoked: boolean
}

const columns = 'id, account, token, most::text, per_call::text, spent::text, until::text, rights, revoked'

/** Keeps a new allowance. The secret is returned once and never kept. */
export async function grant(
  { pool, clock }: Services,
  account: Address,
  request: AllowanceRequest,
): Promise<{ allowance: Allowance; secret: string }> {
  assertSensible(request, clock())
  const secret = `tributary_${randomBytes(32).toString('base64url')}`
  const { rows } = await pool.query<Row>(
    `INSERT INTO studio.allowance (id, account, token, secret, most, per_call, until, rights, created)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${columns}`,
    [
      randomUUID(),
      account.toLowerCase(),
      getAddress(request.token),
      hashOf(secret),
      request.limit,
      request.perCall,
      request.until,
      Rights.from(request.rights),
      clock(),
    ],
  )
  return { allowance: parse(rows[0]!), secret }
}

/** The allowance that a secret opens; undefined for a wrong one. */
export async function find({ pool }: Pick<Services, 'pool'>, secret: string): Promise<Allowance | undefined> {
  const { rows } = await pool.query<Row>(`SELECT ${columns} FROM studio.allowance WHERE secret = $1`, [hashOf(secret)])
  return rows[0] && parse(rows[0])
}

/** Every allowance that an account gave, the newest first. */
export async function list({ pool }: Services, account: Address): Promise<Allowance[]> {
  const { rows } = await pool.query<Row>(
    `SELECT ${columns} FROM studio.allowance WHERE account = $1 ORDER BY created DESC, id LIMIT 100`,
    [account.toLowerCase()],
  )
  return rows.map(parse)
}

/** Ends an allowance. Returns whether the account had one of this id. */
export async function revoke({ pool }: Services, account: Address, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('UPDATE studio.allowance SET revoked = true WHERE id = $1 AND account = $2', [
    id,
    account.toLowerCase(),
  ])
  return rowCount === 1
}

/** What live allowances of an account may still spend of a token, together: so much must be approved on chain. */
export async function openAmount({ pool, clock }: Services, account: Address, token: Address): Promise<bigint> {
  const { rows } = await pool.query<{ open: string }>(
    `SELECT coalesce(sum(most - spent), 0)::text AS open FROM studio.allowance
     WHERE account = $1 AND token = $2 AND NOT revoked AND until >= $3`,
    [account.toLowerCase(), getAddress(token), clock()],
  )
  return BigInt(rows[0]!.open)
}

function parse({ id, account, token, most, per_call, spent, until, rights, revoked }: Row): Allowance {
  const limits = { limit: most, perCall: per_call, spent, until: Number(until) }
  return { id, account: getAddress(account), token, ...limits, rights: Rights.list(rights), revoked }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** The longest that an allowance lasts, in seconds: whoever forgets one is not bound for ever. */
const longest = 366 * 86_400

function assertSensible({ limit, perCall, until }: AllowanceRequest, now: number): void {
  const reason =
    BigInt(perCall) === 0n || BigInt(perCall) > BigInt(limit)
      ? `perCall is ${perCall}; it must be between 1 and the limit ${limit}.`
      : until <= now || until > now + longest
        ? `until is ${until}; it must be later than now (${now}) and within a year.`
        : undefined
  if (reason) throw new RefusedError({ status: 422, title: 'Not an allowance', detail: reason })
}
