-- +goose Up

-- Each index that holds a date is written twice when the date moves. Runs keep one for
-- all and one for each owner, in which those of a party and a stage lie in the order of
-- their dates: pages of Today merge walks through them, counts add them up. The table of
-- all cases merges the walks of open and of ended ones.
DROP INDEX runs_due;
DROP INDEX runs_owner_due;
DROP INDEX runs_party_due;
DROP INDEX runs_owner_party_due;
DROP INDEX runs_fold;
DROP INDEX runs_owner_fold;
DROP INDEX cases_all_due;
CREATE INDEX runs_stage_due ON runs (active, party_no, stage, due_sort, id, soft, late_no);
CREATE INDEX runs_owner_stage_due ON runs (owner_id, active, party_no, stage, due_sort, id, soft, late_no);
