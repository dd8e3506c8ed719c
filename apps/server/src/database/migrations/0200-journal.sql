-- Completed steps of verbs that this studio does itself. The last entry of a step counts.
CREATE TABLE studio.journal (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  step text NOT NULL,
  kind text NOT NULL,
  -- Kept as written: jsonb would change the order of keys.
  value json NOT NULL
);
CREATE INDEX journal_step ON studio.journal (step, number DESC);
