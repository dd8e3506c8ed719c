-- Addresses that were quoted to somebody who wants to pay, and what each of them means.
CREATE TABLE studio.checkout (
  address text PRIMARY KEY,
  offer text NOT NULL,
  resource text NOT NULL,
  -- What is drawn for the payer, where a drawing is sold: { model, recipe }.
  drawing jsonb,
  quoted bigint NOT NULL
);
CREATE INDEX checkout_quoted ON studio.checkout (quoted);

-- One row for one authorization. It is written before anything is sent, and says what came of it.
CREATE TABLE studio.payment (
  checkout text NOT NULL REFERENCES studio.checkout (address),
  payer text NOT NULL,
  nonce text NOT NULL,
  amount numeric NOT NULL,
  state text NOT NULL CHECK (state IN ('authorized', 'settled', 'refunded')),
  -- The chain is asked for what came of it from this block on.
  block numeric NOT NULL,
  transaction text,
  license text,
  -- The signed receipt, as the payer got it.
  receipt jsonb,
  created bigint NOT NULL,
  updated bigint NOT NULL,
  PRIMARY KEY (checkout, payer, nonce)
);
CREATE INDEX payment_state ON studio.payment (state) WHERE state = 'authorized';

-- How far the chain was searched for transfers to checkouts; one row.
CREATE TABLE studio.checkout_cursor (
  genesis text PRIMARY KEY,
  block numeric NOT NULL
);
