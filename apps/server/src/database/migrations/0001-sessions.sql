-- Who is signed in. A nonce is used once; only the hash of a session's token is kept.
CREATE TABLE studio.nonce (
  nonce text PRIMARY KEY,
  expires bigint NOT NULL
);
CREATE INDEX nonce_expires ON studio.nonce (expires);

CREATE TABLE studio.session (
  token bytea PRIMARY KEY,
  address text NOT NULL,
  chain_id bigint NOT NULL,
  expires bigint NOT NULL
);
CREATE INDEX session_expires ON studio.session (expires);
