-- +goose Up

-- Tags, and the values of the desk's own fields: of a case, or of a client. field is the id of a
-- field of the setting 'fields', '' of a tag. Of a field that is sealed value is empty.
CREATE TABLE own_values (
  id           TEXT PRIMARY KEY,
  case_id      TEXT REFERENCES cases (id),
  client_id    TEXT REFERENCES clients (id),
  field        TEXT NOT NULL,
  value        TEXT NOT NULL,
  value_sealed BLOB NOT NULL,
  mark         TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX own_values_case ON own_values (case_id, field);
CREATE INDEX own_values_client ON own_values (client_id, field);
CREATE INDEX own_values_found ON own_values (field, value);
