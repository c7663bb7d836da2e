-- +goose Up

-- A client is known again by its name however it is written; empty until the program has
-- keyed the folder anew. An earlier case is found by the domain of its site.
ALTER TABLE clients ADD COLUMN same_key TEXT NOT NULL DEFAULT '';
CREATE INDEX clients_same ON clients (same_key);
CREATE INDEX sites_domain ON sites (domain, case_id) WHERE domain <> '';
