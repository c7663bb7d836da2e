-- +goose Up

-- Who is called and written to at a client, beside its leads. The number is found by the same hashes as
-- those of people, the WeChat account by one of its own.
ALTER TABLE clients ADD COLUMN contact              TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN contact_phone_sealed BLOB;
ALTER TABLE clients ADD COLUMN contact_phone_hash   TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN contact_phone_tail   TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN wechat_sealed        BLOB;
ALTER TABLE clients ADD COLUMN wechat_hash          TEXT NOT NULL DEFAULT '';

-- The main account under which an order is filed, and the contract that it is done by. An old account's id
-- may be its owner's QQ number: it is sealed.
ALTER TABLE cases ADD COLUMN account_uin_sealed BLOB;
ALTER TABLE cases ADD COLUMN contract TEXT NOT NULL DEFAULT '';
