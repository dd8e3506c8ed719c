-- Works that were never shown to the chain are found by who made them.
CREATE INDEX catalog_creator ON studio.catalog (creator);
