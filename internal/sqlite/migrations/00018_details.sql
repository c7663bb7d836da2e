-- +goose Up

-- What a case type asks of a site beside the portals' common forms, by the field's code. Sealed: it is
-- typed freely.
ALTER TABLE sites ADD COLUMN details_sealed BLOB;
