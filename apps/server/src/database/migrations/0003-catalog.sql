-- What the store knows of works, as rows that can be searched. Rebuilt from the store at any time.
CREATE TABLE studio.catalog (
  work text PRIMARY KEY,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  kind text NOT NULL,
  creator text NOT NULL,
  -- The preimage of the id, as Work.toJson writes it.
  terms jsonb NOT NULL,
  -- SHA-256 of the record.
  record text NOT NULL,
  -- { sha256, width, height, pixels } of the picture that stands for the work, if any.
  picture jsonb,
  -- Roots of the contribution trees whose leaves are held.
  trees text[] NOT NULL DEFAULT '{}',
  -- { signature, root } by which an output proves its model's key.
  attestation jsonb,
  -- When the store's entry was written, in milliseconds: a row is made again when the entry is newer.
  written bigint NOT NULL,
  search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', description), 'B')
  ) STORED
);
CREATE INDEX catalog_search ON studio.catalog USING gin (search);
CREATE INDEX catalog_name ON studio.catalog (lower(name), work);
CREATE INDEX catalog_kind ON studio.catalog (kind, work);

-- What the works of the catalog owe, whether or not the chain was shown their terms.
CREATE TABLE studio.flow (
  work text NOT NULL,
  index integer NOT NULL,
  kind text NOT NULL,
  share integer NOT NULL,
  "to" text NOT NULL,
  PRIMARY KEY (work, index)
);
CREATE INDEX flow_to ON studio.flow ("to", work);

-- Files of works, in the order in which the store names them.
CREATE TABLE studio.file (
  work text NOT NULL,
  index integer NOT NULL,
  role text NOT NULL,
  name text,
  cid text NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  media_type text NOT NULL,
  PRIMARY KEY (work, index)
);
CREATE INDEX file_sha256 ON studio.file (sha256);

-- Contribution trees and their leaves, with what claiming needs.
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
  -- Who signed it.
  holder text NOT NULL,
  -- As Offer.toJson writes it.
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
CREATE INDEX offer_price ON studio.offer (token, price, work);
CREATE INDEX offer_holder ON studio.offer (holder);
CREATE INDEX offer_created ON studio.offer (created, id);
