-- What accounts let programs spend. Only the hash of a secret is kept.
CREATE TABLE studio.allowance (
  id text PRIMARY KEY,
  account text NOT NULL,
  token text NOT NULL,
  secret bytea NOT NULL UNIQUE,
  most numeric NOT NULL,
  per_call numeric NOT NULL,
  until bigint NOT NULL,
  rights integer NOT NULL,
  -- Spent, or reserved for what is on its way; the limit holds whatever happens at the same moment.
  spent numeric NOT NULL DEFAULT 0 CHECK (spent >= 0 AND spent <= most),
  revoked boolean NOT NULL DEFAULT false,
  created bigint NOT NULL
);
CREATE INDEX allowance_account ON studio.allowance (account, created);

-- Purchases under an allowance. The caller's key makes each happen once.
CREATE TABLE studio.spending (
  id text PRIMARY KEY,
  allowance text NOT NULL REFERENCES studio.allowance (id),
  key text NOT NULL,
  offer text NOT NULL,
  amount numeric NOT NULL,
  state text NOT NULL CHECK (state IN ('reserved', 'bought', 'released')),
  receipt jsonb,
  -- Why it was released.
  reason text,
  created bigint NOT NULL,
  UNIQUE (allowance, key)
);
CREATE INDEX spending_reserved ON studio.spending (created) WHERE state = 'reserved';
