-- +goose Up

-- The day on which a paper was issued and the last one on which it holds, where it has them. ends_day is the last
-- day on which the newest version of a paper can be handed in while it is still to be, called ends_as; the watch
-- lists by it.
ALTER TABLE documents ADD COLUMN issued_on TEXT;
ALTER TABLE documents ADD COLUMN until_day TEXT;
ALTER TABLE documents ADD COLUMN until_long INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN ends_day TEXT;
ALTER TABLE documents ADD COLUMN ends_as TEXT NOT NULL DEFAULT '';
CREATE INDEX documents_ends ON documents (ends_day) WHERE ends_day IS NOT NULL;
