-- Works on their way to the chain, by their creator's will.
CREATE TABLE studio.draft (
  id text PRIMARY KEY,
  creator text NOT NULL,
  state text NOT NULL DEFAULT 'preparing'
    CHECK (state IN ('preparing', 'unsigned', 'ready', 'published', 'failed')),
  input jsonb NOT NULL,
  -- What each part became so far: quote, flows, id, terms, what is to be signed.
  works jsonb NOT NULL,
  -- The creator's signatures, by work.
  signatures jsonb NOT NULL DEFAULT '{}',
  problem jsonb,
  job text REFERENCES studio.job,
  created bigint NOT NULL,
  -- The chain's head when it was made: it knew nothing of it before.
  block numeric NOT NULL
);
CREATE INDEX draft_creator ON studio.draft (creator, created DESC, id DESC);
