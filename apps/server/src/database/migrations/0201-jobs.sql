-- Work that takes a while: who asked for it, how it stands, what came of it.
CREATE TABLE studio.job (
  id text PRIMARY KEY,
  owner text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  input jsonb NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'canceled')),
  -- How often it was begun. Only whoever began it last may report on it and end it.
  attempt integer NOT NULL DEFAULT 0,
  -- Its owner wants it to end.
  cancel boolean NOT NULL DEFAULT false,
  progress jsonb,
  result jsonb,
  problem jsonb,
  created bigint NOT NULL,
  started bigint,
  ended bigint
);
CREATE INDEX job_owner ON studio.job (owner, created DESC, id DESC);
CREATE INDEX job_open ON studio.job (state, kind) WHERE ended IS NULL;

-- What happened to a job, in order; each event is the whole job as it was then.
CREATE TABLE studio.job_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job text NOT NULL REFERENCES studio.job ON DELETE CASCADE,
  data jsonb NOT NULL
);
CREATE INDEX job_event_job ON studio.job_event (job, id);

-- Workers that took jobs from the queue. Each holds an advisory lock for as long as its process lives.
CREATE TABLE studio.worker (
  id text PRIMARY KEY,
  lock bigint NOT NULL,
  started bigint NOT NULL
);
