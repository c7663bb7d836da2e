-- +goose Up

-- Each index that holds a date is written twice when the date moves. Today over all
-- parties merges the walks of each party, and the table of all cases those of open and of
-- ended ones, so that these three are not needed.
DROP INDEX runs_due;
DROP INDEX runs_owner_due;
DROP INDEX cases_all_due;
