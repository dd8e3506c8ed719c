import { Option } from 'commander'
import { parseAddress } from '../input/parse.ts'

/** `--as <role>`: whose key signs. */
export function asOption(): Option {
  return new Option('--as <role>', 'whose key signs; a new role gets a new key').default('creator')
}

/** `--token <address>`: the token that amounts are written in. */
export function tokenOption(): Option {
  const description = "the token (default: the home's, or the test dollar on development chains)"
  return new Option('--token <address>', description).argParser(parseAddress)
}

/** `--bucket <kind>`: which of a work's two kinds of money. */
export function bucketOption(): Option {
  return new Option('--bucket <kind>', 'which money of the work').choices(['sales', 'resale']).default('sales')
}
