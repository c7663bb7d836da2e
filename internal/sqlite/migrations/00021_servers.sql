-- +goose Up

-- Who bought a site's server, for how many months in all, and its id at the cloud. server is by what the
-- sites on one server are counted: the id in small letters, or the first address while that is all.
ALTER TABLE sites ADD COLUMN server_owner TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN server_months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sites ADD COLUMN server_instance TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN server TEXT NOT NULL DEFAULT '';
UPDATE sites SET server = server_ip;
CREATE INDEX sites_server ON sites (server, case_id) WHERE server <> '';
