-- +goose Up

-- Whose domain was there before the order has its own days: the registry's look-up is counted from them.
ALTER TABLE sites ADD COLUMN bought_on   TEXT;
ALTER TABLE sites ADD COLUMN verified_on TEXT;
