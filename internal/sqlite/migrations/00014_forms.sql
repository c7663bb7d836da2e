-- +goose Up

-- What the portals' forms ask of a site, of the subject and of the order. Choices lie as codes, side by
-- side; the remarks are free text.
ALTER TABLE sites ADD COLUMN server_ip_end    TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN contents         TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN languages        TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN approvals        TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN remark_sealed    BLOB;
ALTER TABLE sites ADD COLUMN access_where     TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN access_region    TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN access_name      TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN registrar_where  TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN registrar_region TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN registrar_name   TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN services         TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN hazard           TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN remark_sealed    BLOB;
ALTER TABLE clients ADD COLUMN registered     TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN investor       TEXT NOT NULL DEFAULT '';
