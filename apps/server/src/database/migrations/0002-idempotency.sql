-- Answers to writes that carried an idempotency key: the same key and request get the same answer.
CREATE TABLE studio.idempotency (
  caller text NOT NULL,
  key text NOT NULL,
  -- SHA-256 of method, path and body.
  request bytea NOT NULL,
  -- Null while the first request is being answered.
  status integer,
  headers jsonb,
  body bytea,
  created bigint NOT NULL,
  -- When the request that is being answered was last known to run.
  touched bigint NOT NULL,
  PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_created ON studio.idempotency (created);
