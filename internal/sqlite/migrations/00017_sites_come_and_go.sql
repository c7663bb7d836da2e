-- +goose Up

-- A site may be added to an open order and dropped from it. Added is a fact: the site came
-- after the signing, with a move. Gone follows the moves, as active does: it is not of the
-- order, and what it was is read on the case's page alone.
ALTER TABLE sites ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN gone  INTEGER NOT NULL DEFAULT 0;
