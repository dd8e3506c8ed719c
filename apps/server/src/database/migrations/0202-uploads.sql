-- Files that people uploaded. The bytes lie in the home under their SHA-256, once for everybody.
CREATE TABLE studio.upload (
  owner text NOT NULL,
  -- SHA-256 of the bytes.
  id text NOT NULL,
  size bigint NOT NULL,
  -- What the bytes are: type, mediaType, picture, model.
  content jsonb NOT NULL,
  created bigint NOT NULL,
  -- Null once something was made of it.
  expires bigint,
  PRIMARY KEY (owner, id)
);
CREATE INDEX upload_id ON studio.upload (id);
CREATE INDEX upload_expires ON studio.upload (expires) WHERE expires IS NOT NULL;
