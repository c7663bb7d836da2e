-- +goose Up

-- The numbers of the papers by which a site holds its pre-approvals, by the approval's code. Sealed: they
-- are typed freely.
ALTER TABLE sites ADD COLUMN permits_sealed BLOB;
