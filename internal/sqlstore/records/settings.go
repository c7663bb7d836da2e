package records

import (
	"strings"

	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/store"
)

type settingStore struct{ Records }

// secretPrefix marks the keys whose values are sealed.
const secretPrefix = "secret."

func placeOfSetting(key string, version int) sqltx.Place {
	return sqltx.Place{Table: "settings", Row: key, Version: version}
}

// Get takes no clear text for a key whose values are sealed.
func (s settingStore) Get(key string) (string, int, error) {
	type setting struct {
		value   string
		sealed  []byte
		version int
	}
	all, err := sqltx.List(s.Tx, func(row sqltx.Row) (v setting, err error) {
		err = row.Scan(&v.value, &v.sealed, &v.version)
		return v, err
	}, "SELECT value, value_sealed, version FROM settings WHERE key = $1", key)
	if err != nil || len(all) == 0 {
		return "", 0, err
	}
	v := all[0]
	if !strings.HasPrefix(key, secretPrefix) {
		return v.value, v.version, nil
	}
	v.value, err = s.Unseal(placeOfSetting(key, v.version), "value", v.sealed)
	return v.value, v.version, err
}

// Put stores the first value with version 0 given, and replaces one whose version
// is given; the stored version is then one more.
func (s settingStore) Put(key, value string, version int) error {
	var sealed any
	if strings.HasPrefix(key, secretPrefix) {
		var err error
		if sealed, err = s.Seal(placeOfSetting(key, version+1), "value", value); err != nil {
			return err
		}
		value = ""
	}
	if err := s.before("settings", key); err != nil {
		return err
	}
	now := sqltx.Stamp(s.Now)
	var n int64
	var err error
	if version == 0 {
		n, err = s.Exec(`INSERT INTO settings (key, value, value_sealed, created_at, updated_at, version)
			VALUES ($1, $2, $3, $4, $4, 1) ON CONFLICT (key) DO NOTHING`, key, value, sealed, now)
	} else {
		n, err = s.Exec(`UPDATE settings SET value = $1, value_sealed = $2, updated_at = $3, version = version + 1
			WHERE key = $4 AND version = $5`, value, sealed, now, key, version)
	}
	if err != nil || n > 0 {
		return s.marked(err, "settings", key)
	}
	_, stored, err := s.Get(key)
	if err != nil {
		return err
	}
	return store.Stale("这项设置", version, stored)
}
