-- What the store knows of works, as rows that can be searched. Rebuilt from the store at any time.
CREATE TABLE studio.catalog (
  work text PRIMARY KEY,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  kind text NOT NULL,
  creator text NOT NULL,
  -- The preimage of the id, as Work.toJson writes it.
  terms jsonb NOT NULL,
  -- The CID of the store's entry that this row was made from.
  entry text NOT NULL,
  record text NOT NULL,
  -- { src, preview, width, height, pixels } of the picture that stands for the work, if any.
  picture jsonb,
  files jsonb NOT NULL DEFAULT '[]',
  trees text[] NOT NULL DEFAULT '{}',
  attestation jsonb,
  search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', description), 'B')
  ) STORED
);
CREATE INDEX catalog_search ON studio.catalog USING gin (search);
CREATE INDEX catalog_name ON studio.catalog (lower(name), work);
CREATE INDEX catalog_kind ON studio.catalog (kind, work);

-- Works and accounts in contribution trees, with what claiming needs.
CREATE TABLE studio.tree (
  root text PRIMARY KEY,
  leaves integer NOT NULL,
  total numeric NOT NULL
);
CREATE TABLE studio.tree_leaf (
  root text NOT NULL,
  index integer NOT NULL,
  kind text NOT NULL,
  "to" text NOT NULL,
  weight numeric NOT NULL,
  prefix numeric NOT NULL,
  PRIMARY KEY (root, index)
);
CREATE INDEX tree_leaf_to ON studio.tree_leaf ("to", root);

-- What people are called here.
CREATE TABLE studio.people (
  address text PRIMARY KEY,
  name text NOT NULL,
  updated bigint NOT NULL
);

-- Offers that were signed, whether or not the chain has heard of them.
CREATE TABLE studio.offer (
  id text PRIMARY KEY,
  work text NOT NULL,
  holder text NOT NULL,
  offer jsonb NOT NULL,
  signature text NOT NULL,
  token text NOT NULL,
  price numeric NOT NULL,
  rights integer NOT NULL,
  supply bigint NOT NULL,
  epoch numeric NOT NULL,
  counter numeric NOT NULL,
  valid_until numeric NOT NULL,
  created bigint NOT NULL
);
CREATE INDEX offer_work ON studio.offer (work, price);
CREATE INDEX offer_holder ON studio.offer (holder);
CREATE INDEX offer_created ON studio.offer (created, id);
